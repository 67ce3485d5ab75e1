package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.ExportCardRequest;
import org.vigilmesh.proto.v1.ExportCardResponse;
import org.vigilmesh.proto.v1.ImportCardRequest;
import org.vigilmesh.value.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil card}: what our State says of this node, signed by its anchor. */
@Command(
    name = "card",
    header = {"vigil card export --out xb.card", "vigil card show xb.card"},
    subcommands = {CardCertificates.class})
final class Cards {
  @Command(
      name = "export",
      header = {"vigil card export --out xb.card", "vigil card export --node xa --out xa.card"})
  void export(
      @Mixin Options options,
      @Option(names = "--out", paramLabel = "FILE", required = true) Path out) {
    Console console = options.console();
    try (NodeLink link = NodeLink.to(options)) {
      LocalFiles.write(console.path(out), exported(link));
    }
    console.say("card.exported", out);
  }

  /** The bundle by which others get to know this node. */
  static Bytes exported(NodeLink link) {
    return Bytes.of(
        link.ask(
                admin -> admin.exportCard(ExportCardRequest.getDefaultInstance()),
                ExportCardResponse::hasFailed,
                ExportCardResponse::getFailed)
            .getSignedCard()
            .toByteArray());
  }

  /** Our newest card, from the running node. */
  static Signed<Card> own(NodeLink link) {
    return IdentityFiles.newestCard(Path.of("card"), exported(link));
  }

  @Command(
      name = "show",
      header = {"vigil card show xb.card", "vigil card show --node xa"})
  void show(
      @Mixin Options options,
      @Parameters(arity = "0..1", paramLabel = "FILE", descriptionKey = "cardFile")
          @Nullable Path file) {
    Console console = options.console();
    if (file != null) {
      Bytes bytes = LocalFiles.read(console.path(file));
      console.show(IdentityFiles.view(IdentityFiles.newestCard(file, bytes).value()));
      console.say("card.unchecked");
      return;
    }
    try (NodeLink link = NodeLink.to(options)) {
      console.show(IdentityFiles.view(own(link).value()));
    }
  }

  @Command(
      name = "draft",
      header = {
        "vigil card draft --out card-draft.yaml",
        "vigil card draft --node xa --out d.yaml"
      })
  void draft(
      @Mixin Options options,
      @Option(names = "--out", paramLabel = "FILE", required = true) Path out) {
    Console console = options.console();
    Path draftFile = console.path(out);
    try (NodeLink link = NodeLink.to(options)) {
      write(draftFile, own(link), List.of());
    }
    console.say("card.drafted", out);
  }

  /** The draft of the version after {@code card}, which is laid beside it. */
  static void write(Path draftFile, Signed<Card> card, List<CardDraft.NewPair> newPairs) {
    Path before = draftFile.resolveSibling("card-" + card.value().version() + ".vigil");
    LocalFiles.write(before, IdentityFiles.CODEC.signedCard().encode(card));
    LocalFiles.write(draftFile, Bytes.utf8(next(card, newPairs, before.getFileName()).yaml()));
  }

  static CardDraft next(
      Signed<Card> card, List<CardDraft.NewPair> newPairs, @Nullable Path before) {
    Card now = card.value();
    return new CardDraft(
        now.node(),
        Ceremony.PAIR_LIFE,
        new Presentation(now.contact(), now.declarations()),
        now.rosterAuthorities().keys(),
        now.rosterAuthorities().threshold(),
        now.firstRoster(),
        now.shareable(),
        newPairs,
        before);
  }

  @Command(
      name = "import",
      header = {"vigil card import card.vigil", "vigil card import card.vigil --dry-run"})
  void importCard(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "FILE", descriptionKey = "cardFile") Path file) {
    Console console = options.console();
    Bytes bytes = LocalFiles.read(console.path(file));
    Signed<Card> card = IdentityFiles.card(file, bytes);
    if (change.isOnlyPlanned(console, "plan.card.import", card.value().version())) {
      return;
    }
    if (Founding.isFirst(options)) {
      Founding.place(console, options.config().layout().card(), bytes);
      return;
    }
    try (NodeLink link = NodeLink.to(options)) {
      Done done = imported(link, bytes);
      console.done(done.getJournal(), List.copyOf(done.getLinesList()));
    }
  }

  static Done imported(NodeLink link, Bytes card) {
    ImportCardRequest request =
        ImportCardRequest.newBuilder().setSignedCard(ByteString.copyFrom(card.toArray())).build();
    return link.change(admin -> admin.importCard(request));
  }

  /** The card before a draft, if the draft names one. */
  static Optional<Signed<Card>> before(CardDraft draft) {
    return Optional.ofNullable(draft.previousCard())
        .map(file -> IdentityFiles.card(file, LocalFiles.read(file)));
  }
}
