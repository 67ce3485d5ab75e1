package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.crypto.Sample.AT;
import static org.vigilmesh.adapter.crypto.Sample.CRYPTO;
import static org.vigilmesh.adapter.crypto.Sample.XA;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.value.SecretBytes;

/** Rule: what holds a key tells nothing of it and is nobody's equal. */
final class KeyHoldersTest {
  private static final Set<Class<?>> KEYS =
      Set.of(
          Key.class,
          KeyPair.class,
          AsymmetricKeyParameter.class,
          AsymmetricCipherKeyPair.class,
          SecretBytes.class,
          byte[].class);

  private static List<Class<?>> types() throws IOException, ReflectiveOperationException {
    Path classes;
    try {
      classes = Path.of(Crypto.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
    Path folder = classes.resolve("org/vigilmesh/adapter/crypto");
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (String name : files.map(file -> String.valueOf(file.getFileName())).sorted().toList()) {
        if (name.endsWith(".class") && !name.startsWith("package-info")) {
          types.add(
              Class.forName(
                  "org.vigilmesh.adapter.crypto." + name.substring(0, name.length() - 6)));
        }
      }
    }
    return types;
  }

  private static boolean holdsKey(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .anyMatch(KeyHoldersTest::isKey);
  }

  private static boolean isKey(Field field) {
    return KEYS.stream().anyMatch(key -> key.isAssignableFrom(field.getType()))
        || field.getGenericType().getTypeName().contains("SecretBytes")
        || field.getGenericType().getTypeName().contains("KeyPair");
  }

  private static boolean declares(Class<?> type, String method, Class<?>... parameters) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(
            found ->
                found.getName().equals(method)
                    && Arrays.equals(found.getParameterTypes(), parameters));
  }

  @Test
  void holdersOfKeysRedactAndCompareNothing() throws Exception {
    Set<String> holders = new HashSet<>();
    for (Class<?> type : types()) {
      if (holdsKey(type)) {
        holders.add(type.getSimpleName());
        assertFalse(type.isRecord(), type + " is a record: it would print and compare its key");
        assertTrue(declares(type, "toString"), type + " has no toString of its own");
        assertFalse(declares(type, "equals", Object.class), type + " overrides equals");
        assertFalse(Serializable.class.isAssignableFrom(type), type + " is Serializable");
      }
    }
    assertEquals(
        Set.of(
            "HeldKey",
            "PairSigner",
            "PublicPair",
            "ContentKey",
            "StatementOpener",
            "SealedKeyFiles",
            "Master",
            "CaseKeyFile"),
        holders);
  }

  @Test
  void nothingPrintsItsKey(@TempDir Path folder) {
    List<String> secrets = new ArrayList<>();
    List<Object> holders = new ArrayList<>();
    for (KeyKind kind : KeyKind.values()) {
      Crypto.Key key = CRYPTO.newKey(kind, XA, AT);
      byte[] seeds = ((HeldKey) key).seeds().reveal();
      secrets.add(HexFormat.of().formatHex(seeds, 0, 8));
      secrets.add(Base64.getEncoder().encodeToString(Arrays.copyOf(seeds, 9)));
      secrets.add(Arrays.toString(Arrays.copyOf(seeds, 4)).replaceAll("[\\[\\]]", ""));
      holders.add(key);
      switch (kind) {
        case ANCHOR -> holders.add(CRYPTO.signer(key));
        case SEALING -> holders.add(CRYPTO.opener(XA, List.of(key)));
        case TRANSPORT -> holders.add(CRYPTO.transport(key, AT));
        case VAULT -> holders.add(CRYPTO.newVault(folder.resolve("vault"), key));
        case SIGNING, OFFICER, AUTHORITY -> holders.add(kind);
      }
    }
    holders.add(CRYPTO.keyFiles(Crypto.passphrase("a secret phrase".toCharArray())));
    secrets.add("a secret phrase");
    try (ContentKey key = new ContentKey(new byte[32])) {
      holders.add(key);
    }
    for (Object holder : holders) {
      for (String secret : secrets) {
        assertFalse(holder.toString().contains(secret), holder.getClass().getName());
      }
    }
    assertTrue(holders.getFirst().toString().startsWith("Key[anchor xa#1 "));
  }
}
