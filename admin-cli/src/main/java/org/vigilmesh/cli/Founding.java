package org.vigilmesh.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyCost;
import org.vigilmesh.adapter.crypto.KeyHeader;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.config.Layout;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.SecretBytes;

/**
 * Makes the directory of a new node: configuration and sealed keys, and for training nodes also
 * what in earnest lies on other machines: anchor, roster authorities, officers, first card, roster.
 */
final class Founding {
  private static final int AUTHORITIES = 3;
  private static final int PASSPHRASE_BYTES = 32;

  private final Ceremony ceremony;
  private final Surroundings around;
  private final Plan plan;
  private final Layout layout;

  Founding(Surroundings around, Plan plan, Path directory) {
    this.around = around;
    this.ceremony = new Ceremony(around);
    this.plan = plan;
    this.layout = new Layout(directory);
  }

  /**
   * What the new node is to be.
   *
   * @param listen and {@code advertise} as they stand in the configuration
   * @param officers whose file keys are made here; only for training nodes
   */
  record Plan(
      NodeRef node,
      Presentation presentation,
      String listen,
      List<String> advertise,
      List<RosterDraft.Entry> officers) {
    Plan {
      advertise = List.copyOf(advertise);
      officers = List.copyOf(officers);
    }
  }

  Layout layout() {
    return layout;
  }

  /** Directory of the anchor and the authorities of a training node. */
  static Path ceremonyOf(Layout layout) {
    return layout.directory().resolve("ceremony");
  }

  /** Directory of the officers' file keys of a training node. */
  static Path officersOf(Layout layout) {
    return layout.directory().resolve("officers");
  }

  /** Configuration and node keys; answers with the public signing keys. */
  KeyHeader node() {
    return node(around.keyCost());
  }

  private KeyHeader node(KeyCost cost) {
    if (Files.exists(layout.config())) {
      throw CliException.of(Exit.INPUT, "E-FILE-EXISTS", layout.config());
    }
    LocalFiles.directory(layout.directory());
    LocalFiles.directory(layout.keys());
    try (Crypto.KeyFiles files = newPassphrase(layout.passphrase(), cost);
        Crypto.Key vault = ceremony.crypto().newKey(KeyKind.VAULT, plan.node(), ceremony.at())) {
      OfflineKeys.save(files, vault, layout.vaultKey());
      ceremony.crypto().newVault(layout.vault(), vault).close();
      KeyHeader signing = newSigningPair(ceremony, plan.node(), layout, files);
      LocalFiles.write(layout.config(), Bytes.utf8(config()));
      return signing;
    }
  }

  /** A signing pair in the node's own directory; it speaks once a card names it. */
  static KeyHeader newSigningPair(
      Ceremony ceremony, NodeRef node, Layout layout, Crypto.KeyFiles files) {
    try (Crypto.Key key = ceremony.crypto().newKey(KeyKind.SIGNING, node, ceremony.at())) {
      return OfflineKeys.save(files, key, layout.signingKey(key.header().id()));
    }
  }

  /** A random passphrase in a file of mode 0600. */
  private Crypto.KeyFiles newPassphrase(Path file, KeyCost cost) {
    byte[] random = new byte[PASSPHRASE_BYTES];
    around.random().nextBytes(random);
    byte[] phrase =
        HexFormat.of().formatHex(random).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    LocalFiles.writeSecret(file, phrase);
    return ceremony.crypto().keyFiles(SecretBytes.of(phrase), cost);
  }

  private String config() {
    return "# Made by vigil node init; every key is explained in config/vigil-single.yaml.\n"
        + "node: "
        + plan.node().node()
        + "\npeer:\n  listen: "
        + Presentation.quoted(plan.listen())
        + "\n  advertise: "
        + Presentation.list(plan.advertise())
        + "\npassphrase_file: keys/passphrase\n";
  }

  /** The draft for an anchor elsewhere: authorities and first roster are filled in there. */
  CardDraft openDraft(KeyHeader signing) {
    return draft(signing, List.of(), null);
  }

  private CardDraft draft(
      KeyHeader signing, List<Bytes> authorities, @Nullable Digest firstRoster) {
    return new CardDraft(
        plan.node(),
        Ceremony.PAIR_LIFE,
        plan.presentation(),
        authorities,
        2,
        firstRoster,
        true,
        List.of(new CardDraft.NewPair(signing.publicKeys().get(0), signing.publicKeys().get(1))),
        null);
  }

  RosterDraft rosterDraft(List<RosterDraft.Entry> officers) {
    return new RosterDraft(
        plan.node(), 1, Digest.ZERO, Duration.ofDays(RosterDraft.VALID_DAYS), officers);
  }

  /** All of it on one machine, for training: anchor, authorities, officers, roster, card. */
  Signed<Card> everything() {
    KeyHeader signing = node(KeyCost.OF_RANDOM);
    List<RosterDraft.Entry> officers = officers();
    Path home = LocalFiles.directory(ceremonyOf(layout));
    Crypto crypto = ceremony.crypto();
    try (Crypto.KeyFiles files = newPassphrase(home.resolve("passphrase"), KeyCost.OF_RANDOM);
        Crypto.Key anchor = crypto.newKey(KeyKind.ANCHOR, plan.node(), ceremony.at())) {
      OfflineKeys.save(files, anchor, home.resolve("anchor.key"));
      Endorsed<Roster> roster = ceremony.roster(rosterDraft(officers));
      List<Bytes> keys = new ArrayList<>();
      for (int i = 1; i <= AUTHORITIES; i++) {
        try (Crypto.Key authority = crypto.newKey(KeyKind.AUTHORITY, plan.node(), ceremony.at())) {
          OfflineKeys.save(files, authority, home.resolve("authority-" + i + ".key"));
          keys.add(authority.header().publicKeys().getFirst());
          roster = i < AUTHORITIES ? ceremony.endorse(roster, authority) : roster;
        }
      }
      Signed<Card> card =
          ceremony.sign(draft(signing, keys, roster.hash()), Optional.empty(), anchor);
      LocalFiles.write(layout.roster(), IdentityFiles.CODEC.endorsedRoster().encode(roster));
      LocalFiles.write(layout.card(), IssuedCards.beside(home.resolve("anchor.key")).add(card));
      return card;
    }
  }

  private List<RosterDraft.Entry> officers() {
    List<RosterDraft.Entry> people = new ArrayList<>();
    Path home = LocalFiles.directory(officersOf(layout));
    try (Crypto.KeyFiles files = newPassphrase(home.resolve("passphrase"), KeyCost.OF_RANDOM)) {
      for (RosterDraft.Entry officer : plan.officers()) {
        KeyHeader key =
            ceremony.newKey(
                KeyKind.OFFICER, plan.node(), home.resolve(officer.id() + ".key"), files);
        people.add(Officers.withKey(officer, key));
      }
    }
    return people;
  }

  /** Whether the node that is meant has never been started. */
  static boolean isFirst(Options options) {
    return !options.hasSocket() && !Files.exists(options.config().layout().store());
  }

  /** Places the first card or roster where the node takes it from at its first start. */
  static void place(Console console, Path file, Bytes content) {
    LocalFiles.replace(file, content);
    console.say("file.placed", file);
  }
}
