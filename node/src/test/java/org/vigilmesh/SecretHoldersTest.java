package org.vigilmesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB1;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyCost;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.port.TestIdentities;
import org.vigilmesh.port.TransportIdentity;

/** What is printed of keys and phrases outside the crypto adapter, which has a test of its own. */
final class SecretHoldersTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aTransportIdentityPrintsItsPinOnly() {
    TransportIdentity identity = TestIdentities.of(XA);
    assertEquals("TransportIdentity[" + identity.pin().brief() + "]", identity.toString());
    byte[] encoded = identity.key().getEncoded();
    assertSilent(identity.toString(), encoded);
  }

  @Test
  void refusalsOfKeysTellNothingOfKeyOrPhrase() {
    String phrase = "swordfish at midnight";
    Crypto crypto = new Crypto(new SecureRandom());
    KeyCost cheap = new KeyCost(8 * 1024, 1, 1);
    Crypto.KeyFiles files = crypto.keyFiles(Crypto.passphrase(phrase.toCharArray()), cheap);
    KeyRing ring = new KeyRing(crypto, files, XB1, folder);
    ring.newSealingKey(T, T.plus(Duration.ofDays(2)));
    TransportIdentity transport = ring.newTransport(T);
    Crypto.KeyFiles others =
        crypto.keyFiles(Crypto.passphrase("another phrase of ours".toCharArray()), cheap);
    StringBuilder told = new StringBuilder();
    for (Path directory : List.of(folder, folder.resolve("none"))) {
      try {
        told.append(String.valueOf(new KeyRing(crypto, others, XB1, directory)));
      } catch (StartException e) {
        for (Throwable one = e; one != null; one = one.getCause()) {
          told.append(one).append('\n');
        }
      }
    }
    told.append(ring).append(transport).append(files);
    told.append(crypto.newKey(KeyKind.OFFICER, XB1, T));
    assertTrue(told.toString().contains("StartException"), "both were refused: " + told);
    assertFalse(told.toString().contains("swordfish"));
    assertFalse(told.toString().contains("another phrase"));
    assertSilent(told.toString(), transport.key().getEncoded());
  }

  /** That no eight bytes in a row of {@code secret} stand in {@code text}, in any usual form. */
  private static void assertSilent(String text, byte[] secret) {
    String hex = HexFormat.of().formatHex(secret);
    String flat = text.toLowerCase(java.util.Locale.ROOT);
    for (int at = 0; at + 16 <= hex.length(); at += 2) {
      assertFalse(flat.contains(hex.substring(at, at + 16)), "bytes at " + at / 2);
    }
    String base64 = Base64.getEncoder().encodeToString(secret);
    assertFalse(text.contains(base64.substring(base64.length() - 24, base64.length() - 4)));
    String listed =
        java.util.stream.IntStream.range(secret.length - 6, secret.length)
            .mapToObj(i -> String.valueOf(secret[i]))
            .collect(Collectors.joining(", "));
    assertFalse(text.contains(listed));
  }
}
