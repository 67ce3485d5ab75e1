package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyHeader;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.ImportRosterRequest;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil roster}: the list of officers, made by its authorities and never by the node. */
@Command(
    name = "roster",
    header = {
      "vigil roster sign roster-draft.yaml --authority a.key --authority b.key --out roster.vigil",
      "vigil roster import roster.vigil"
    })
final class Rosters {
  @Command(
      name = "authority",
      header = {
        "vigil roster authority a.key --for xb",
        "vigil roster authority a.key --for xb --passphrase-file /run/phrase"
      })
  void authority(
      @Mixin Options options,
      @Parameters(paramLabel = "FILE", descriptionKey = "newKeyFile") Path file,
      @Option(names = "--for", paramLabel = "NODE", required = true) NodeId node,
      @Option(names = "--epoch", paramLabel = "NUMBER", defaultValue = "1") long epoch,
      @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable Path phrase) {
    Console console = options.console();
    Path target = console.path(file);
    Ceremony ceremony = new Ceremony(console.around());
    try (Crypto.KeyFiles files = Passphrases.forNew(console, ceremony.crypto(), phrase, target)) {
      KeyHeader key = ceremony.newKey(KeyKind.AUTHORITY, new NodeRef(node, epoch), target, files);
      console.show(
          View.one("RosterAuthority")
              .field("node", node.text())
              .field("publicKey", key.publicKeys().getFirst().hex()));
    }
    console.say("roster.authority", target);
  }

  @Command(
      name = "sign",
      header = {
        "vigil roster sign roster-draft.yaml --authority a.key --authority b.key --out"
            + " roster.vigil",
        "vigil roster sign roster.vigil --authority b.key --out roster-2.vigil"
      })
  void sign(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "FILE", descriptionKey = "rosterFile") Path file,
      @Option(names = "--authority", paramLabel = "KEY", required = true) List<Path> authorities,
      @Option(names = "--out", paramLabel = "FILE", defaultValue = "roster.vigil") Path out,
      @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable List<Path> phrases) {
    Console console = options.console();
    Ceremony ceremony = new Ceremony(console.around());
    Endorsed<Roster> roster = begun(console, ceremony, file);
    if (change.isOnlyPlanned(console, "plan.roster.sign", roster.value().officers().size())) {
      return;
    }
    for (int i = 0; i < authorities.size(); i++) {
      Path keyFile = console.path(authorities.get(i));
      Path phrase = Passphrases.choose(phrases, i);
      try (Crypto.KeyFiles files = Passphrases.of(console, ceremony.crypto(), phrase, keyFile);
          Crypto.Key key = OfflineKeys.open(files, keyFile, KeyKind.AUTHORITY)) {
        roster = ceremony.endorse(roster, key);
      }
    }
    LocalFiles.write(console.path(out), IdentityFiles.CODEC.endorsedRoster().encode(roster));
    console.show(view(roster));
    console.say("roster.signed", out, roster.endorsements().size());
  }

  /** A roster that someone has endorsed already, or the one that a draft asks for. */
  private static Endorsed<Roster> begun(Console console, Ceremony ceremony, Path file) {
    Path path = console.path(file);
    Optional<Endorsed<Roster>> begun = decoded(LocalFiles.read(path)).find();
    try {
      return begun.isPresent() ? begun.get() : ceremony.roster(RosterDraft.read(path));
    } catch (InvalidValue e) {
      throw CliException.of(Exit.INPUT, "E-FILE-BROKEN", file, String.valueOf(e.getMessage()));
    }
  }

  private static Decoded<Endorsed<Roster>> decoded(Bytes bytes) {
    return IdentityFiles.CODEC.endorsedRoster().decode(bytes);
  }

  @Command(
      name = "show",
      header = {"vigil roster show roster.vigil", "vigil roster show roster.vigil -o json"})
  void show(
      @Mixin Options options,
      @Parameters(paramLabel = "FILE", descriptionKey = "rosterFile") Path file) {
    Console console = options.console();
    console.show(view(IdentityFiles.roster(file, LocalFiles.read(console.path(file)))));
    console.say("roster.unchecked");
  }

  private static View view(Endorsed<Roster> roster) {
    View officers = View.list("OfficerList", "id", "name", "role", "to", "keys");
    for (Officer officer : roster.value().officers()) {
      officers.row(
          officer.id(),
          officer.name(),
          officer.role().name().toLowerCase(Locale.ROOT),
          officer.to(),
          officer.credentials().size());
    }
    return View.one("Roster")
        .field("node", roster.value().node().node().text())
        .field("version", roster.value().version())
        .field("issuedAt", roster.value().issuedAt())
        .field("to", roster.value().validTo())
        .field("hash", roster.hash().hex())
        .field(
            "endorsedBy",
            roster.endorsements().stream().map(Endorsement::officer).map(String::valueOf).toList())
        .field("officers", officers);
  }

  @Command(
      name = "import",
      header = {"vigil roster import roster.vigil", "vigil roster import roster.vigil --dry-run"})
  void importRoster(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "FILE", descriptionKey = "rosterFile") Path file) {
    Console console = options.console();
    Bytes bytes = LocalFiles.read(console.path(file));
    Endorsed<Roster> roster = IdentityFiles.roster(file, bytes);
    if (change.isOnlyPlanned(console, "plan.roster.import", roster.value().version())) {
      return;
    }
    if (Founding.isFirst(options)) {
      Founding.place(console, options.config().layout().roster(), bytes);
      return;
    }
    try (NodeLink link = NodeLink.to(options)) {
      ImportRosterRequest request =
          ImportRosterRequest.newBuilder()
              .setEndorsedRoster(ByteString.copyFrom(bytes.toArray()))
              .build();
      Done done = link.change(admin -> admin.importRoster(request));
      console.done(done.getJournal(), List.copyOf(done.getLinesList()));
    }
  }
}
