package org.vigilmesh.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyHeader;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil officer}: the people who may speak for this contact point. */
@Command(
    name = "officer",
    header = {
      "vigil officer add j.morgan --name \"J. Morgan\" --for xa --file-key j.morgan.key --roster"
          + " roster-draft.yaml",
      "vigil officer invite s.tan --name \"S. Tan\" --node xa"
    },
    subcommands = {
      OfficerInvite.class,
      OfficerEnrolments.class,
      OfficerList.class,
      OfficerDisable.class
    })
final class Officers {
  @Command(
      name = "add",
      header = {
        "vigil officer add j.morgan --name \"J. Morgan\" --for xa --file-key j.morgan.key --roster"
            + " roster-draft.yaml",
        "vigil officer add p.reyes --name \"P. Reyes\" --role supervisor --for xa --file-key"
            + " p.reyes.key --roster roster-draft.yaml"
      })
  void add(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "ID", descriptionKey = "officerId") String id,
      @Option(names = "--name", paramLabel = "TEXT", required = true) String name,
      @Option(names = "--role", paramLabel = "ROLE", defaultValue = "officer") String role,
      @Option(names = "--for", paramLabel = "NODE", required = true) NodeId node,
      @Option(names = "--epoch", paramLabel = "NUMBER", defaultValue = "1") long epoch,
      @Option(names = "--file-key", paramLabel = "OUT", required = true) Path keyFile,
      @Option(names = "--roster", paramLabel = "DRAFT", required = true) Path roster,
      @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable Path phrase) {
    Console console = options.console();
    Path draftFile = console.path(roster);
    RosterDraft draft = draft(draftFile, new NodeRef(node, epoch));
    RosterDraft.Entry person = person(id, name, role);
    if (draft.officers().stream().anyMatch(officer -> officer.id().equals(person.id()))) {
      throw CliException.of(Exit.INPUT, "E-OFFICER-THERE", id, roster);
    }
    if (change.isOnlyPlanned(console, "plan.officer.add", name, roster)) {
      return;
    }
    Path target = console.path(keyFile);
    Ceremony ceremony = new Ceremony(console.around());
    try (Crypto.KeyFiles files = Passphrases.forNew(console, ceremony.crypto(), phrase, target)) {
      KeyHeader key = ceremony.newKey(KeyKind.OFFICER, draft.node(), target, files);
      LocalFiles.replace(
          draftFile, Bytes.utf8(text(draftFile, draft) + withKey(person, key).yaml()));
    }
    console.say("officer.added", name, target, roster);
  }

  static RosterDraft.Entry withKey(RosterDraft.Entry person, KeyHeader key) {
    return new RosterDraft.Entry(
        person.id(), person.name(), person.role(), List.of(key.publicKeys().getFirst()));
  }

  private static RosterDraft draft(Path file, NodeRef node) {
    if (!Files.exists(file)) {
      return new RosterDraft(
          node, 1, Digest.ZERO, Duration.ofDays(RosterDraft.VALID_DAYS), List.of());
    }
    RosterDraft draft = RosterDraft.read(file);
    if (!draft.node().equals(node)) {
      throw CliException.of(Exit.INPUT, "E-DRAFT-OTHER", file, draft.node(), node);
    }
    return draft;
  }

  private static String text(Path file, RosterDraft draft) {
    return Files.exists(file) ? LocalFiles.read(file).text() : draft.yaml();
  }

  /** Whom a code is for: an officer of a roster, or somebody with a role at this node alone. */
  static OfficerId invited(String id, String role) {
    try {
      InvalidValue.unless(
          Arrays.stream(Officer.Role.values()).map(RosterDraft::code).anyMatch(role::equals),
          "a role");
      return new OfficerId(id);
    } catch (InvalidValue e) {
      throw CliException.of(Exit.INPUT, "E-OFFICER-FORM", String.valueOf(e.getMessage()));
    }
  }

  /** Whether a role is given at a node, without its roster. */
  static boolean isLocal(String role) {
    return Arrays.stream(Officer.Role.values())
        .anyMatch(one -> one.isLocal() && RosterDraft.code(one).equals(role));
  }

  static RosterDraft.Entry person(String id, String name, String role) {
    try {
      Officer.Role known = RosterDraft.role(role);
      return new RosterDraft.Entry(new OfficerId(id), name, known, List.of());
    } catch (InvalidValue e) {
      throw CliException.of(Exit.INPUT, "E-OFFICER-FORM", String.valueOf(e.getMessage()));
    }
  }
}
