package org.vigilmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.config.Readers;
import org.vigilmesh.config.YamlFile;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/**
 * A roster before its authorities have endorsed it, as a YAML file: officers stand last, so that
 * one more can be appended.
 */
record RosterDraft(
    NodeRef node, long version, Digest previous, Duration validFor, List<Entry> officers) {
  static final int VALID_DAYS = 365;

  RosterDraft {
    officers = List.copyOf(officers);
  }

  /** A person with file keys (raw Ed25519 public keys). */
  record Entry(OfficerId id, String name, Officer.Role role, List<Bytes> keys) {
    Entry {
      keys = List.copyOf(keys);
    }

    String yaml() {
      return "  - id: "
          + id
          + "\n    name: "
          + Presentation.quoted(name)
          + "\n    role: "
          + role.name().toLowerCase(Locale.ROOT)
          + "\n    keys: "
          + Presentation.list(keys.stream().map(Bytes::hex).toList())
          + "\n";
    }
  }

  /** Reads a draft; every problem at once. */
  static RosterDraft read(Path path) {
    YamlFile file = YamlFile.read(path);
    Section root = file.root();
    Optional<NodeId> node = root.required("node", NodeId::typed, "node_id");
    int epoch = root.optional("epoch", Presentation.days(), "number").orElse(1);
    int version = root.optional("version", Presentation.days(), "number").orElse(1);
    Optional<Digest> previous = root.optional("previous", Digest::fromHex, "digest");
    int days = root.optional("valid_days", Presentation.days(), "number").orElse(VALID_DAYS);
    List<Entry> officers = new ArrayList<>();
    for (Section officer : root.sections("officers")) {
      entry(officer).ifPresent(officers::add);
    }
    file.end();
    return new RosterDraft(
        new NodeRef(node.orElseThrow(), epoch),
        version,
        previous.orElse(Digest.ZERO),
        Duration.ofDays(days),
        officers);
  }

  /** A person of a draft or of an answers file, where keys are made later. */
  static Optional<Entry> entry(Section officer) {
    Optional<OfficerId> id = officer.required("id", OfficerId::new, "officer_id");
    Optional<String> name = officer.required("name", Readers::text, "name");
    Optional<Officer.Role> role = officer.required("role", RosterDraft::role, "role");
    List<Bytes> keys = officer.list("keys", Bytes::fromHex, "public_key");
    return id.isPresent() && name.isPresent() && role.isPresent()
        ? Optional.of(new Entry(id.get(), name.get(), role.get(), keys))
        : Optional.empty();
  }

  static Officer.Role role(String text) {
    return Arrays.stream(Officer.Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidValue("a role"));
  }

  String yaml() {
    StringBuilder text = new StringBuilder(1024);
    text.append("# Who may speak for this contact point. Then, by two roster authorities:\n");
    text.append("#   vigil roster sign FILE --authority KEY\n");
    text.append("node: ").append(node.node().text()).append('\n');
    text.append("epoch: ").append(node.epoch()).append('\n');
    text.append("version: ").append(version).append('\n');
    text.append("previous: ").append(previous.hex()).append('\n');
    text.append("valid_days: ").append(validFor.toDays()).append('\n');
    text.append("officers:\n");
    officers.forEach(officer -> text.append(officer.yaml()));
    return text.toString();
  }

  /** The roster as of {@code at}; refused by {@link InvalidValue} where two share a key. */
  Roster roster(Instant at) {
    Instant from = Seconds.whole(at);
    Instant to = from.plus(validFor);
    List<Officer> people = new ArrayList<>();
    for (Entry entry : officers) {
      people.add(
          new Officer(
              entry.id(),
              entry.name(),
              entry.role(),
              from,
              to,
              entry.keys().stream().map(Credential::ofFileKey).toList()));
    }
    return new Roster(node, version, previous, from, to, people, List.of());
  }
}
