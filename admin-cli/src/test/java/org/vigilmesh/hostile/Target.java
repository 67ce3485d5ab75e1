package org.vigilmesh.hostile;

import java.util.List;

/** What the file of {@code vigil card export} tells about the node that is attacked. */
public record Target(
    String node, int port, byte[] cardHash, byte[] rosterHash, byte[] keySet, byte[] sealingKey) {
  private static final int SEALING_KEYS = 12;

  /** Reads an IdentityBundle: one card, one roster, key sets in order. */
  public static Target of(byte[] bundle) {
    byte[] card = content(Proto.field(bundle, 1));
    byte[] keySet = content(Proto.field(bundle, 3));
    List<Proto.Field> keys =
        Proto.read(keySet).stream().filter(f -> f.id() == SEALING_KEYS).toList();
    long now = System.currentTimeMillis() / 1000;
    byte[] sealing =
        keys.stream()
            .map(Proto.Field::bytes)
            .filter(key -> Proto.number(key, 3) <= now && now < Proto.number(key, 4))
            .reduce((_, later) -> later)
            .orElseThrow();
    return new Target(
        new String(Proto.field(Proto.field(card, 3), 1), java.nio.charset.StandardCharsets.UTF_8),
        (int) Proto.number(Proto.field(keySet, 10), 2),
        PairKey.sha256(card),
        PairKey.sha256(content(Proto.field(bundle, 2))),
        keySet,
        Proto.field(sealing, 2));
  }

  private static byte[] content(byte[] container) {
    return Proto.field(container, 1);
  }

  byte[] sealingKeyId() {
    return PairKey.sha256(sealingKey);
  }

  /** NodeRef in its first epoch. */
  Proto ref() {
    return Proto.of().text(1, node).number(2, 1);
  }

  /** What an honest peer would say that it holds of the target. */
  Proto held() {
    return Proto.of()
        .number(1, 1)
        .number(2, 1)
        .bytes(3, cardHash)
        .number(4, 1)
        .bytes(5, rosterHash)
        .number(6, Proto.number(keySet, 6))
        .bytes(7, PairKey.sha256(keySet));
  }
}
