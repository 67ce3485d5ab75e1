package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.vigilmesh.value.Bytes;

/**
 * The published sets use ChaCha20-Poly1305 (and one of them another KDF), so they fix the KEM, the
 * key schedule and the library; a second key schedule, made of the JDK and checked against them,
 * fixes our own choice of AES-256-GCM.
 */
final class HpkeVectorsTest {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":\\s*\"?([0-9a-f]+)\"?");

  /** The key and nonce of RFC 9180, section 5.1, in base mode. */
  private record Schedule(Bytes suite, Bytes secret, Bytes info) {
    static final Bytes CHACHA = Bytes.concat(Bytes.utf8("HPKE"), Bytes.fromHex("647a00010003"));
    static final Bytes AES = Bytes.concat(Bytes.utf8("HPKE"), Bytes.fromHex("647a00010002"));

    Bytes expand(String label, int size) throws GeneralSecurityException {
      Bytes context =
          Bytes.concat(
              Bytes.fromHex("00"),
              extract(Bytes.EMPTY, "psk_id_hash", Bytes.EMPTY),
              extract(Bytes.EMPTY, "info_hash", info));
      SecretKey key =
          new SecretKeySpec(extract(secret, "secret", Bytes.EMPTY).toArray(), "Generic");
      Bytes labelled = Bytes.concat(Bytes.u64(size).slice(6, 8), labelled(label), context);
      return Bytes.of(
          KDF.getInstance("HKDF-SHA256", "SunJCE")
              .deriveData(HKDFParameterSpec.expandOnly(key, labelled.toArray(), size)));
    }

    private Bytes extract(Bytes salt, String label, Bytes input) throws GeneralSecurityException {
      return Bytes.of(
          KDF.getInstance("HKDF-SHA256", "SunJCE")
              .deriveData(
                  HKDFParameterSpec.ofExtract()
                      .addSalt(salt.toArray())
                      .addIKM(Bytes.concat(labelled(label), input).toArray())
                      .extractOnly()));
    }

    private Bytes labelled(String label) {
      return Bytes.concat(Bytes.utf8("HPKE-v1"), suite, Bytes.utf8(label));
    }
  }

  private static Bytes secret(byte[] seed, Bytes encapsulation) {
    return Bytes.of(
        new XWingKEMExtractor(new XWingPrivateKeyParameters(seed))
            .extractSecret(encapsulation.toArray()));
  }

  @Test
  void encapsulationsArePublishedOnes() throws IOException {
    for (Map<String, String> vector : vectors()) {
      byte[] seed = bytes(vector, "skRm").toArray();
      assertEquals(bytes(vector, "pkRm"), XWing.publicKey(seed));
      Bytes stanza =
          XWing.seal(
              bytes(vector, "pkRm"),
              bytes(vector, "info"),
              Bytes.EMPTY,
              new byte[32],
              bytes(vector, "ikmE").toArray());
      assertEquals(bytes(vector, "enc"), stanza.slice(0, XWing.ENCAPSULATION_SIZE));
      assertEquals(bytes(vector, "shared_secret"), secret(seed, bytes(vector, "enc")));
    }
  }

  @Test
  void keyScheduleAndLibraryMatchThePublishedSet()
      throws IOException, GeneralSecurityException, InvalidCipherTextException {
    Map<String, String> vector = ofOurKdf();
    Schedule schedule =
        new Schedule(Schedule.CHACHA, bytes(vector, "shared_secret"), bytes(vector, "info"));
    assertEquals(bytes(vector, "key"), schedule.expand("key", 32));
    assertEquals(bytes(vector, "base_nonce"), schedule.expand("base_nonce", 12));
    HPKE library =
        new HPKE(
            HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
    byte[] opened =
        library
            .setupBaseR(
                bytes(vector, "enc").toArray(),
                XWing.keyPair(bytes(vector, "skRm").toArray()),
                bytes(vector, "info").toArray())
            .open(bytes(vector, "aad").toArray(), bytes(vector, "ct").toArray());
    assertEquals(bytes(vector, "pt"), Bytes.of(opened));
  }

  @Test
  void stanzaIsWhatTheJdksKeyScheduleGives() throws GeneralSecurityException {
    byte[] seed = Sample.random(32).toArray();
    Bytes info = Sample.random(77);
    Bytes clear = Sample.random(32);
    byte[] plain = Sample.random(32).toArray();
    Bytes stanza =
        XWing.seal(XWing.publicKey(seed), info, clear, plain, Sample.random(64).toArray());
    Bytes encapsulation = stanza.slice(0, XWing.ENCAPSULATION_SIZE);
    Schedule schedule = new Schedule(Schedule.AES, secret(seed, encapsulation), info);
    byte[] encrypted =
        AesGcm.encrypt(
            schedule.expand("key", 32).toArray(),
            schedule.expand("base_nonce", 12).toArray(),
            clear,
            plain);
    assertEquals(Bytes.of(encrypted), stanza.slice(XWing.ENCAPSULATION_SIZE, stanza.size()));
    assertEquals(
        Optional.of(Bytes.of(plain)),
        XWing.open(XWing.keyPair(seed), stanza, info, clear).map(Bytes::of));
    assertEquals(
        Optional.empty(),
        XWing.open(XWing.keyPair(seed), encapsulation, info, clear).map(Bytes::of));
  }

  private static Map<String, String> ofOurKdf() throws IOException {
    return vectors().stream()
        .filter(vector -> "1".equals(vector.get("kdf_id")))
        .findFirst()
        .orElseThrow();
  }

  private static Bytes bytes(Map<String, String> vector, String name) {
    return Bytes.fromHex(vector.getOrDefault(name, ""));
  }

  /** The fields of each set and of its first encryption; skipped where the file is not. */
  private static List<Map<String, String>> vectors() throws IOException {
    Optional<Path> file =
        Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
            .map(p -> p.resolveSibling("shared/vectors/hpke-xwing.json"))
            .filter(Files::isRegularFile)
            .findFirst();
    assumeTrue(file.isPresent(), "no published HPKE vectors beside this repository");
    List<Map<String, String>> sets = new ArrayList<>();
    Matcher fields = FIELD.matcher(Files.readString(file.orElseThrow()));
    while (fields.find()) {
      if (fields.group(1).equals("mode")) {
        sets.add(new HashMap<>());
      }
      sets.getLast().putIfAbsent(fields.group(1), fields.group(2));
    }
    assertFalse(sets.isEmpty());
    return sets;
  }
}
