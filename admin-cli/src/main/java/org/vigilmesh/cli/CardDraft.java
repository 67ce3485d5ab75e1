package org.vigilmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.config.Readers;
import org.vigilmesh.config.YamlFile;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.RosterAuthorities;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * What an anchor is asked to sign, as a YAML file that its keeper can read line by line. What the
 * card before said of signing pairs and revocations is carried over from it.
 *
 * @param authorities raw Ed25519 public keys; none while they are still to be filled in
 * @param firstRoster null while it is still to be filled in
 * @param newPairs public keys of signing pairs that are to be certified
 * @param previousCard file of the card before; null for the first version
 */
record CardDraft(
    NodeRef node,
    Duration validFor,
    Presentation presentation,
    List<Bytes> authorities,
    int threshold,
    @Nullable Digest firstRoster,
    boolean shareable,
    List<NewPair> newPairs,
    @Nullable Path previousCard) {
  static final int VALID_DAYS = 730;

  CardDraft {
    authorities = List.copyOf(authorities);
    newPairs = List.copyOf(newPairs);
  }

  /** Public keys of a signing pair (SubjectPublicKeyInfo, DER). */
  record NewPair(Bytes p256Key, Bytes mlDsaKey) {}

  /** Reads a draft; every problem at once. */
  static CardDraft read(Path path) {
    YamlFile file = YamlFile.read(path);
    Section root = file.root();
    Optional<NodeId> node = root.required("node", NodeId::typed, "node_id");
    int epoch = root.optional("epoch", Presentation.days(), "number").orElse(1);
    int days = root.optional("valid_days", Presentation.days(), "number").orElse(VALID_DAYS);
    Optional<Presentation> presentation = Presentation.read(root);
    List<Bytes> keys = root.list("roster_authorities", Bytes::fromHex, "authority_key");
    int threshold = root.optional("threshold", Presentation.days(), "number").orElse(2);
    check(root, keys, threshold);
    Optional<Digest> firstRoster = root.required("first_roster", Digest::fromHex, "digest");
    boolean shareable = root.optional("shareable", Readers::flag, "flag").orElse(true);
    List<NewPair> pairs = pairs(root);
    Optional<Path> previous =
        root.optional("previous_card", Readers::path, "path").map(path::resolveSibling);
    if (pairs.isEmpty() && previous.isEmpty()) {
      root.required("signing_pairs", Function.identity(), "text");
    }
    file.end();
    return new CardDraft(
        new NodeRef(node.orElseThrow(), epoch),
        Duration.ofDays(days),
        presentation.orElseThrow(),
        keys,
        threshold,
        firstRoster.orElseThrow(),
        shareable,
        pairs,
        previous.orElse(null));
  }

  private static void check(Section root, List<Bytes> keys, int threshold) {
    try {
      new RosterAuthorities(keys, threshold);
    } catch (InvalidValue e) {
      root.wrong("roster_authorities", String.valueOf(e.getMessage()), "authorities");
    }
  }

  private static List<NewPair> pairs(Section root) {
    List<NewPair> pairs = new ArrayList<>();
    for (Section pair : root.sections("signing_pairs")) {
      Optional<Bytes> p256 = pair.required("p256_key", Bytes::fromHex, "public_key");
      Optional<Bytes> mlDsa = pair.required("ml_dsa_key", Bytes::fromHex, "public_key");
      if (p256.isPresent() && mlDsa.isPresent()) {
        pairs.add(new NewPair(p256.get(), mlDsa.get()));
      }
    }
    return pairs;
  }

  String yaml() {
    StringBuilder text = new StringBuilder(4096);
    text.append(
        "# What the anchor is asked to sign. Read every line; then: vigil anchor sign FILE\n");
    text.append("node: ").append(node.node().text()).append('\n');
    text.append("epoch: ").append(node.epoch()).append('\n');
    text.append("valid_days: ").append(validFor.toDays()).append('\n');
    text.append(presentation.yaml());
    text.append("shareable: ").append(shareable).append('\n');
    text.append(
        "# Public keys of those who may enrol officers, and how many of them a roster needs.\n");
    text.append("roster_authorities:\n");
    authorities.forEach(key -> text.append("  - ").append(key.hex()).append('\n'));
    text.append("threshold: ").append(threshold).append('\n');
    text.append("# Hash of the first roster; vigil roster sign shows it.\n");
    text.append("first_roster: ").append(firstRoster == null ? "" : firstRoster.hex()).append('\n');
    if (previousCard != null) {
      text.append("previous_card: ").append(Presentation.quoted(previousCard.toString()));
      text.append('\n');
    }
    if (!newPairs.isEmpty()) {
      text.append("# Public keys of the node's signing pairs that are to be certified.\n");
      text.append("signing_pairs:\n");
      for (NewPair pair : newPairs) {
        text.append("  - p256_key: ").append(pair.p256Key().hex()).append('\n');
        text.append("    ml_dsa_key: ").append(pair.mlDsaKey().hex()).append('\n');
      }
    }
    return text.toString();
  }
}
