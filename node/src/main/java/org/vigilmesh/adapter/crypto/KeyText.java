package org.vigilmesh.adapter.crypto;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * A sealed key file as text, version 1: one line for each thing, a word and its values. All lines
 * but the last are the clear header that the encryption authenticates.
 */
record KeyText(KeyHeader header, KeyCost cost, Bytes salt, Bytes nonce, Bytes sealed) {
  static final int SALT_SIZE = 16;

  private static final String FIRST = "vigil-key 1";
  private static final int LINES_MAX = 16;

  KeyText {
    InvalidValue.unless(salt.size() == SALT_SIZE, "salt size");
    InvalidValue.unless(nonce.size() == AesGcm.NONCE_SIZE, "nonce size");
  }

  static int sealedSize(KeyKind kind) {
    return kind.seeds() * HeldKey.SEED_SIZE + AesGcm.TAG_SIZE;
  }

  /** What the encryption authenticates. */
  Bytes clear() {
    return Bytes.utf8(clearText());
  }

  String text() {
    return clearText() + "sealed " + base64(sealed) + "\n";
  }

  private String clearText() {
    StringBuilder text = new StringBuilder(4096);
    line(text, FIRST);
    line(text, "kind", header.kind().code());
    line(text, "node", header.node().node().text(), Long.toString(header.node().epoch()));
    line(text, "created", header.created().toString());
    line(text, "id", header.id().hex());
    for (Bytes key : header.publicKeys()) {
      line(text, "public", base64(key));
    }
    line(
        text,
        "argon2id",
        Integer.toString(cost.memoryKib()),
        Integer.toString(cost.passes()),
        Integer.toString(cost.lanes()));
    line(text, "salt", base64(salt));
    line(text, "nonce", base64(nonce));
    return text.toString();
  }

  private static void line(StringBuilder text, String... words) {
    text.append(String.join(" ", words)).append('\n');
  }

  /** Reads a file; {@link InvalidValue} unless it is exactly what {@link #text} writes. */
  static KeyText parse(byte[] file) {
    String text = new String(file, StandardCharsets.US_ASCII);
    KeyText read;
    try {
      read = read(text.split("\n", LINES_MAX));
    } catch (DateTimeException | NumberFormatException e) {
      throw new InvalidValue("not a number or time", e);
    }
    InvalidValue.unless(
        Arrays.equals(file, read.text().getBytes(StandardCharsets.US_ASCII)), "not as written");
    return read;
  }

  private static KeyText read(String[] lines) {
    Iterator<String> rest = List.of(lines).iterator();
    InvalidValue.unless(rest.hasNext() && rest.next().equals(FIRST), "no key file of version 1");
    String[] kindCode = words(rest, "kind", 1);
    KeyKind kind =
        KeyKind.find(kindCode[0]).orElseThrow(() -> new InvalidValue("unknown kind of key"));
    String[] node = words(rest, "node", 2);
    Instant created = Instant.parse(words(rest, "created", 1)[0]);
    String[] id = words(rest, "id", 1);
    List<Bytes> publicKeys = new ArrayList<>();
    for (int i = 0; i < kind.seeds(); i++) {
      publicKeys.add(unbase64(words(rest, "public", 1)[0]));
    }
    KeyHeader header =
        new KeyHeader(
            kind, new NodeRef(new NodeId(node[0]), Long.parseLong(node[1])), created, publicKeys);
    InvalidValue.unless(header.id().hex().equals(id[0]), "the id is not the public keys'");
    String[] cost = words(rest, "argon2id", 3);
    return new KeyText(
        header,
        new KeyCost(
            Integer.parseInt(cost[0]), Integer.parseInt(cost[1]), Integer.parseInt(cost[2])),
        unbase64(words(rest, "salt", 1)[0]),
        unbase64(words(rest, "nonce", 1)[0]),
        unbase64(words(rest, "sealed", 1)[0]));
  }

  private static String[] words(Iterator<String> lines, String name, int count) {
    InvalidValue.unless(lines.hasNext(), "ends before " + name);
    String[] words = lines.next().split(" ", count + 2);
    InvalidValue.unless(words.length == count + 1 && words[0].equals(name), "no line " + name);
    return Arrays.copyOfRange(words, 1, words.length);
  }

  private static String base64(Bytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.toArray());
  }

  private static Bytes unbase64(String text) {
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidValue("not base64", e);
    }
  }
}
