package org.vigilmesh;

import static org.vigilmesh.Layers.isWithin;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which foreign packages which layer may use. What no row names, nobody may use. */
final class Foreign {
  private static final String ROOT = "";

  /** Each foreign package with the layers that may use it. */
  private static final Map<String, Set<String>> CONFINED =
      Map.ofEntries(
          Map.entry("java.sql", Set.of("adapter.sqlite")),
          Map.entry("org.sqlite", Set.of("adapter.sqlite")),
          Map.entry("io.grpc", Set.of("adapter.grpc")),
          Map.entry("io.netty", Set.of("adapter.grpc")),
          Map.entry("com.google.protobuf", Set.of("adapter.grpc", "adapter.wire")),
          Map.entry("org.vigilmesh.proto", Set.of("adapter.grpc", "adapter.wire")),
          Map.entry("org.bouncycastle", Set.of("adapter.crypto")),
          Map.entry("javax.crypto", Set.of("adapter.crypto", "adapter.outward")),
          Map.entry("jdk.net", Set.of("adapter.grpc")),
          Map.entry(
              "javax.net.ssl",
              Set.of("adapter.grpc", "adapter.crypto", "adapter.desk", "adapter.outward")),
          Map.entry("jakarta.mail", Set.of("adapter.outward")),
          Map.entry("javax.security.auth", Set.of("adapter.grpc", "adapter.crypto")),
          Map.entry("io.javalin", Set.of("adapter.desk")),
          Map.entry("org.eclipse.jetty", Set.of("adapter.desk")),
          Map.entry("jakarta.servlet", Set.of("adapter.desk")),
          Map.entry("gg.jte", Set.of("adapter.desk")),
          Map.entry("com.webauthn4j", Set.of("adapter.desk")),
          Map.entry("org.openpdf", Set.of("adapter.paper")),
          Map.entry("io.micrometer", Set.of("adapter.ops")),
          Map.entry("ch.qos.logback", Set.of("adapter.ops")),
          Map.entry("org.snakeyaml", Set.of("config", "request")));

  private static final Set<String> LOGGING =
      Set.of(
          ROOT,
          "engine",
          "adapter.sqlite",
          "adapter.grpc",
          "adapter.crypto",
          "adapter.desk",
          "adapter.ops");

  private static final List<String> PURE_JDK =
      List.of("java.lang", "java.util", "java.time", "java.math", "java.nio.charset");

  private static final List<String> NOT_PURE_JDK =
      List.of("java.lang.reflect", "java.util.concurrent", "java.util.logging");

  private static final Set<String> PURE_JDK_TYPES =
      Set.of(
          "java.text.Normalizer",
          "java.text.Normalizer$Form",
          "java.security.MessageDigest",
          "java.security.NoSuchAlgorithmException");

  private Foreign() {}

  /** Whether {@code layer} (empty for the root) may use this type, which is not of our packages. */
  static boolean mayUse(String layer, String packageName, String typeName) {
    if (packageName.isEmpty() || isWithin(packageName, "org.jspecify")) {
      return true;
    }
    for (Map.Entry<String, Set<String>> row : CONFINED.entrySet()) {
      if (isWithin(packageName, row.getKey())) {
        return row.getValue().contains(layer);
      }
    }
    if (isWithin(packageName, "org.slf4j")) {
      return LOGGING.contains(layer);
    }
    if (Layers.PURE.contains(layer)) {
      return isPure(packageName, typeName);
    }
    return isWithin(packageName, "java");
  }

  private static boolean isPure(String packageName, String typeName) {
    return PURE_JDK_TYPES.contains(typeName)
        || (PURE_JDK.stream().anyMatch(allowed -> isWithin(packageName, allowed))
            && NOT_PURE_JDK.stream().noneMatch(banned -> isWithin(packageName, banned)));
  }
}
