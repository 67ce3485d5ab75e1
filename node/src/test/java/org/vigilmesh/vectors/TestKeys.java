package org.vigilmesh.vectors;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.vigilmesh.Fixtures;
import org.vigilmesh.ScriptedRandom;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;

/** The private keys of the invented States, from seeds that everybody may know. */
public final class TestKeys {
  /** A key with the seeds that made it. */
  public record TestKey(String name, KeyKind kind, NodeRef node, Bytes seeds, Crypto.Key key) {}

  private final Map<String, TestKey> keys = new LinkedHashMap<>();
  private final Map<NodeRef, CertificatePair> certified = new HashMap<>();

  public TestKeys() {
    for (NodeRef node : new NodeRef[] {Fixtures.XA1, Fixtures.XB1}) {
      add("anchor", KeyKind.ANCHOR, node);
      add("signing", KeyKind.SIGNING, node);
      add("sealing", KeyKind.SEALING, node);
    }
    add("new anchor", KeyKind.ANCHOR, Fixtures.XA1);
    add("authority-a", KeyKind.AUTHORITY, Fixtures.XA1);
    add("authority-b", KeyKind.AUTHORITY, Fixtures.XA1);
    add("authority-c", KeyKind.AUTHORITY, Fixtures.XA1);
    add("j.morgan", KeyKind.OFFICER, Fixtures.XA1);
    add("a.duran", KeyKind.OFFICER, Fixtures.XA1);
  }

  private void add(String use, KeyKind kind, NodeRef node) {
    String name = node.node() + " " + use;
    boolean isPair = kind == KeyKind.ANCHOR || kind == KeyKind.SIGNING;
    Bytes seeds = Fixtures.bytes("test key " + name, isPair ? 64 : 32);
    keys.put(name, new TestKey(name, kind, node, seeds, made(kind, node, seeds)));
  }

  /** The key of {@code seeds}: what the adapter makes when these bytes are its randomness. */
  public static Crypto.Key made(KeyKind kind, NodeRef node, Bytes seeds) {
    return new Crypto(new ScriptedRandom("none", seeds)).newKey(kind, node, Fixtures.T);
  }

  public Iterable<TestKey> all() {
    return keys.values();
  }

  public Crypto.Key key(String name) {
    return Objects.requireNonNull(keys.get(name), name).key();
  }

  /** The first public key of {@code name}. */
  public Bytes publicKey(String name) {
    return key(name).header().publicKeys().getFirst();
  }

  /** The signing certificates of {@code node} by its anchor, for a year. */
  public CertificatePair certificates(NodeRef node) {
    return certified.computeIfAbsent(node, this::certify);
  }

  private CertificatePair certify(NodeRef node) {
    return crypto("certificates")
        .certify(
            key(node.node() + " anchor"),
            key(node.node() + " signing").header(),
            Fixtures.T,
            Fixtures.T.plus(Duration.ofDays(365)));
  }

  /** The adapter with randomness that only {@code seed} decides. */
  public static Crypto crypto(String seed) {
    return new Crypto(new ScriptedRandom(seed, Bytes.EMPTY));
  }
}
