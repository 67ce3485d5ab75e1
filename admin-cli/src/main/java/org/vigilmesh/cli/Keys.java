package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyHeader;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.config.NodeConfig;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.KeyStatus;
import org.vigilmesh.proto.v1.KeyUse;
import org.vigilmesh.proto.v1.ListKeysRequest;
import org.vigilmesh.proto.v1.ListKeysResponse;
import org.vigilmesh.proto.v1.RotateKeyRequest;
import org.vigilmesh.value.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil keys}: this node's own keys, their public halves and their change. */
@Command(
    name = "keys",
    header = {"vigil keys list", "vigil keys rotate --use sealing --plan"})
final class Keys {
  /** What a key is for, as it is typed. */
  enum Use {
    SEALING,
    TRANSPORT,
    SIGNING
  }

  @Command(
      name = "list",
      header = {"vigil keys list --node xa", "vigil keys list -o json"})
  void list(@Mixin Options options) {
    try (NodeLink link = NodeLink.to(options)) {
      List<KeyStatus> keys =
          link.ask(
                  admin -> admin.listKeys(ListKeysRequest.getDefaultInstance()),
                  ListKeysResponse::hasFailed,
                  ListKeysResponse::getFailed)
              .getKeys()
              .getKeysList();
      View view = View.list("KeyList", "use", "id", "from", "to", "state", "awaiting");
      for (KeyStatus key : keys) {
        view.row(
            key.getUse(),
            key.getId(),
            NodeLink.at(key.getFrom()),
            NodeLink.at(key.getTo()),
            key.getState(),
            List.copyOf(key.getAwaitingList()));
      }
      options.console().show(view);
    }
  }

  @Command(
      name = "inspect",
      header = {"vigil keys inspect j.morgan.key", "vigil keys inspect anchor.key -o json"})
  void inspect(
      @Mixin Options options,
      @Parameters(paramLabel = "KEY", descriptionKey = "keyFile") Path file) {
    Console console = options.console();
    KeyHeader header = OfflineKeys.header(console.path(file));
    console.show(
        View.one("KeyFile")
            .field("use", header.kind().code())
            .field("node", header.node().node().text())
            .field("epoch", header.node().epoch())
            .field("id", header.id().hex())
            .field("createdAt", header.created()));
    console.say("keys.unchecked");
  }

  @Command(
      name = "fingerprint",
      header = {"vigil keys fingerprint --node xb", "vigil keys fingerprint -o json"})
  void fingerprint(@Mixin Options options) {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      Card card = Cards.own(link).value();
      console.show(
          View.one("Fingerprint")
              .field("node", card.node().node().text())
              .field("epoch", card.node().epoch())
              .field("fingerprint", card.anchor().fingerprint().grouped()));
    }
    console.say("keys.readAloud");
  }

  @Command(
      name = "rotate",
      header = {
        "vigil keys rotate --use sealing --plan",
        "vigil keys rotate --use signing --anchor anchor.key"
      })
  void rotate(
      @Mixin Options options,
      @Option(names = "--use", paramLabel = "USE", required = true) Use use,
      @Option(names = {"--plan", "--dry-run"}) boolean plan,
      @Option(names = "--anchor", paramLabel = "KEY") @Nullable Path anchor,
      @Option(names = "--out", paramLabel = "FILE", defaultValue = "card-draft.yaml") Path out,
      @Option(names = "--passphrase-file", paramLabel = "FILE") @Nullable Path phrase) {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      if (plan || use != Use.SIGNING) {
        RotateKeyRequest request =
            RotateKeyRequest.newBuilder()
                .setUse(KeyUse.valueOf("KEY_USE_" + use))
                .setPlanOnly(plan)
                .build();
        Done done = link.change(admin -> admin.rotateKey(request));
        if (plan) {
          console.planned(List.copyOf(done.getLinesList()));
        } else {
          done(console, done);
        }
        return;
      }
      Signed<Card> card = Cards.own(link);
      if (anchor == null) {
        Cards.write(console.path(out), card, List.of(newPair(console, options.config(), card)));
        throw CliException.of(Exit.WAITING_FOR_PERSON, "E-ANCHOR-NEEDED", out);
      }
      done(
          console,
          Cards.imported(
              link, signed(console, options.config(), card, console.path(anchor), phrase)));
    }
  }

  /** A signing pair in the node's own directory; used once a card names it. */
  private static CardDraft.NewPair newPair(Console console, NodeConfig config, Signed<Card> card) {
    Ceremony ceremony = new Ceremony(console.around());
    try (Crypto.KeyFiles files =
        ceremony.crypto().keyFiles(Passphrases.fromFile(config.passphraseFile()))) {
      KeyHeader fresh =
          Founding.newSigningPair(ceremony, card.value().node(), config.layout(), files);
      return new CardDraft.NewPair(fresh.publicKeys().get(0), fresh.publicKeys().get(1));
    }
  }

  /** The next card with a new pair, which is made only when the anchor's key has opened. */
  private static Bytes signed(
      Console console, NodeConfig config, Signed<Card> card, Path anchor, @Nullable Path phrase) {
    Ceremony ceremony = new Ceremony(console.around());
    try (Crypto.KeyFiles files = Passphrases.of(console, ceremony.crypto(), phrase, anchor);
        Crypto.Key key = OfflineKeys.open(files, anchor, KeyKind.ANCHOR)) {
      CardDraft draft = Cards.next(card, List.of(newPair(console, config, card)), null);
      return IssuedCards.beside(anchor).add(ceremony.sign(draft, Optional.of(card), key));
    }
  }

  private static void done(Console console, Done done) {
    console.done(done.getJournal(), List.copyOf(done.getLinesList()));
  }
}
