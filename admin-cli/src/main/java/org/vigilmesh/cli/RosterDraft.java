package org.vigilmesh.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.config.Readers;
import org.vigilmesh.config.YamlFile;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsed;
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

  /**
   * A person with file keys (raw Ed25519 public keys) and passkeys.
   *
   * @param from since when the person serves; null: since the roster
   * @param to until when; null: as long as the roster
   */
  record Entry(
      OfficerId id,
      String name,
      Officer.Role role,
      List<Bytes> keys,
      List<Credential> passkeys,
      @Nullable Instant from,
      @Nullable Instant to) {
    Entry {
      keys = List.copyOf(keys);
      passkeys = List.copyOf(passkeys);
    }

    Entry(OfficerId id, String name, Officer.Role role, List<Bytes> keys) {
      this(id, name, role, keys, List.of(), null, null);
    }

    /** The officer of a roster, as the next draft has to name them. */
    static Entry of(Officer officer) {
      return new Entry(
          officer.id(),
          officer.name(),
          officer.role(),
          officer.credentials().stream()
              .filter(one -> one.kind() == Credential.Kind.FILE)
              .map(Credential::publicKey)
              .toList(),
          officer.credentials().stream().filter(one -> one.kind() != Credential.Kind.FILE).toList(),
          officer.from(),
          officer.to());
    }

    Entry withPasskey(Credential passkey) {
      return new Entry(
          id,
          name,
          role,
          keys,
          Stream.concat(passkeys.stream(), Stream.of(passkey)).toList(),
          from,
          to);
    }

    List<Credential> credentials() {
      return Stream.concat(keys.stream().map(Credential::ofFileKey), passkeys.stream()).toList();
    }

    String yaml() {
      return "  - id: "
          + id
          + "\n    name: "
          + Presentation.quoted(name)
          + "\n    role: "
          + code(role)
          + (from == null ? "" : "\n    from: " + from)
          + (to == null ? "" : "\n    to: " + to)
          + "\n    keys: "
          + Presentation.list(keys.stream().map(Bytes::hex).toList())
          + "\n"
          + (passkeys.isEmpty() ? "" : "    passkeys:\n")
          + passkeys.stream().map(Passkeys::yaml).collect(Collectors.joining());
    }
  }

  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The draft of the version after {@code roster}: everybody stays, since when they serve. */
  static RosterDraft after(Endorsed<Roster> roster) {
    Roster now = roster.value();
    return new RosterDraft(
        now.node(),
        now.version() + 1,
        roster.hash(),
        Duration.ofDays(VALID_DAYS),
        now.officers().stream().map(Entry::of).toList());
  }

  /** This draft with one more passkey, of an officer who stands in it or of {@code person}. */
  RosterDraft with(Entry person, Credential passkey) {
    boolean isThere = officers.stream().anyMatch(one -> one.id().equals(person.id()));
    List<Entry> all = new ArrayList<>(officers);
    if (!isThere) {
      all.add(person);
    }
    all.replaceAll(one -> one.id().equals(person.id()) ? one.withPasskey(passkey) : one);
    return new RosterDraft(node, version, previous, validFor, all);
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
    List<Credential> passkeys = Passkeys.read(officer);
    Optional<Instant> from = officer.optional("from", Times::instant, "time");
    Optional<Instant> to = officer.optional("to", Times::instant, "time");
    return id.isPresent() && name.isPresent() && role.isPresent()
        ? Optional.of(
            new Entry(
                id.get(),
                name.get(),
                role.get(),
                keys,
                passkeys,
                from.orElse(null),
                to.orElse(null)))
        : Optional.empty();
  }

  /** A role that stands in rosters. */
  static Officer.Role role(String text) {
    return Arrays.stream(Officer.Role.values())
        .filter(role -> !role.isLocal() && code(role).equals(text))
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
              entry.from() == null ? from : entry.from(),
              entry.to() == null ? to : entry.to(),
              entry.credentials()));
    }
    return new Roster(node, version, previous, from, to, people, List.of());
  }
}
