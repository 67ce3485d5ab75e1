package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Signed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil anchor}: the State's long-term key, on a machine without a network. */
@Command(
    name = "anchor",
    header = {
      "vigil anchor init anchor.key --for xb",
      "vigil anchor sign card-draft.yaml --anchor anchor.key --out xb.card"
    })
final class Anchors {
  @Command(
      name = "init",
      header = {
        "vigil anchor init anchor.key --for xb",
        "vigil anchor init anchor.key --for xb --passphrase-file /run/phrase"
      })
  void init(
      @Mixin Options options,
      @Parameters(paramLabel = "FILE", descriptionKey = "newKeyFile") Path file,
      @Option(names = "--for", paramLabel = "NODE", required = true, descriptionKey = "for")
          NodeId node,
      @Option(names = "--epoch", paramLabel = "NUMBER", defaultValue = "1") long epoch,
      @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable Path phrase) {
    Console console = options.console();
    Ceremony ceremony = new Ceremony(console.around());
    Path target = console.path(file);
    Crypto crypto = ceremony.crypto();
    try (Crypto.KeyFiles files = Passphrases.forNew(console, crypto, phrase, target);
        Crypto.Key key = crypto.newKey(KeyKind.ANCHOR, new NodeRef(node, epoch), ceremony.at())) {
      OfflineKeys.save(files, key, target);
      show(console, ceremony, key);
    }
    console.say("anchor.made", target);
  }

  private static void show(Console console, Ceremony ceremony, Crypto.Key key) {
    console.show(
        View.one("Anchor")
            .field("node", key.header().node().node().text())
            .field("epoch", key.header().node().epoch())
            .field("fingerprint", ceremony.crypto().anchor(key).fingerprint().grouped()));
  }

  @Command(
      name = "sign",
      header = {
        "vigil anchor sign card-draft.yaml --anchor anchor.key --out xb.card",
        "vigil anchor sign card-draft.yaml --anchor anchor.key --dry-run"
      })
  void sign(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "FILE", descriptionKey = "cardDraft") Path file,
      @Option(names = "--anchor", paramLabel = "KEY", required = true) Path anchor,
      @Option(names = "--out", paramLabel = "FILE", defaultValue = "card.vigil") Path out,
      @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable Path phrase) {
    Console console = options.console();
    CardDraft draft = CardDraft.read(console.path(file));
    Optional<Signed<Card>> before = Cards.before(draft);
    if (change.isOnlyPlanned(console, "plan.anchor.sign", draft.node().node().shown())) {
      console.line(draft.yaml());
      return;
    }
    Ceremony ceremony = new Ceremony(console.around());
    Path keyFile = console.path(anchor);
    try (Crypto.KeyFiles files = Passphrases.of(console, ceremony.crypto(), phrase, keyFile);
        Crypto.Key key = OfflineKeys.open(files, keyFile, KeyKind.ANCHOR)) {
      Signed<Card> card = ceremony.sign(draft, before, key);
      LocalFiles.requireNew(console.path(out));
      LocalFiles.write(console.path(out), IssuedCards.beside(keyFile).add(card));
      console.show(IdentityFiles.view(card.value()));
    }
    console.say("anchor.signed", out);
  }

  @Command(
      name = "inspect",
      header = {"vigil anchor inspect anchor.key", "vigil anchor inspect anchor.key -o json"})
  void inspect(
      @Mixin Options options,
      @Parameters(paramLabel = "KEY", descriptionKey = "keyFile") Path file,
      @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable Path phrase) {
    Console console = options.console();
    Ceremony ceremony = new Ceremony(console.around());
    Path keyFile = console.path(file);
    try (Crypto.KeyFiles files = Passphrases.of(console, ceremony.crypto(), phrase, keyFile);
        Crypto.Key key = OfflineKeys.open(files, keyFile, KeyKind.ANCHOR)) {
      show(console, ceremony, key);
    }
  }
}
