package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Drafts.Kept;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.request.Entries;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.FormView;
import org.vigilmesh.sheet.RequestPage;
import org.vigilmesh.sheet.Words;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * A new request is written: eight numbered boxes on one page. Each time that it is sent here the
 * draft is kept and read by the reader of request files, which says what is missing; nothing leaves
 * the node before it was reviewed and signed.
 */
final class ComposePages {
  static final String FORM = "/compose";

  private static final int SIMILAR_MAX = 5;
  private static final int IDENTIFIERS_MAX = 20;

  private final DeskPorts ports;
  private final Pages pages;
  private final Signing signing;
  private final FormReader reader = new FormReader();
  private final Composing composing;

  ComposePages(DeskPorts ports, Pages pages, Signing signing) {
    this.ports = ports;
    this.pages = pages;
    this.signing = signing;
    this.composing = new Composing(ports, signing);
  }

  void add(Routes routes) {
    routes.page(FORM, this::open);
    routes.form(FORM, this::take);
  }

  /**
   * The page.
   *
   * @param kept key of the sentence that says what became of the draft; empty on a new one
   * @param similar cases that name the same identifier
   */
  record Compose(
      Frame frame,
      CaseId draft,
      RequestPage page,
      String kept,
      String note,
      List<FormView.Option> releasers,
      String releaser,
      List<CaseRow> similar,
      CaseNames names)
      implements Pages.Model {
    Compose {
      releasers = List.copyOf(releasers);
      similar = List.copyOf(similar);
    }
  }

  private void open(Context ctx, WebSession session) {
    Optional<Kept> kept =
        id(ctx.queryParam("draft")).flatMap(id -> ports.drafts().find(session.who(), id));
    if (ctx.queryParam("draft") != null && kept.filter(one -> !one.isWaiting()).isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    KeptForm paper =
        kept.map(one -> KeptForm.decode(one.content()))
            .orElseGet(() -> KeptForm.of(FORM, composing.begin(ctx, session)));
    CaseId id = kept.map(Kept::id).orElseGet(() -> Signing.newId(ports));
    show(ctx, session, id, paper, kept.isPresent() ? "compose.restored" : "", Set.of());
  }

  private static Optional<CaseId> id(@Nullable String typed) {
    try {
      return typed == null ? Optional.empty() : Optional.of(CaseId.typed(typed));
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  /** Every button of the form comes here. */
  private void take(Context ctx, WebSession session) {
    Optional<CaseId> id = id(ctx.formParam("draft"));
    if (id.isEmpty()) {
      pages.say(ctx, 422, "say.missing");
      return;
    }
    Optional<KeptForm> before =
        ports.drafts().find(session.who(), id.get()).map(kept -> KeptForm.decode(kept.content()));
    KeptForm paper = written(ctx, before);
    String wanted = Optional.ofNullable(ctx.formParam("do")).orElse("save");
    Set<String> opened = Set.of();
    if (wanted.startsWith("add ")) {
      opened = Set.of(wanted.substring(4));
    } else if (wanted.startsWith("remove ")) {
      paper = without(paper, wanted.substring(7));
    }
    boolean isKept = ports.drafts().keep(session.who(), id.get(), paper.encode());
    if (wanted.equals("keep")) {
      RequestPage page = composing.page(Words.in(session.language()), paper, true, opened);
      ctx.status(isKept ? 200 : 409);
      ctx.contentType("text/plain; charset=utf-8");
      ctx.result(page.answer(isKept));
    } else if (!isKept) {
      ctx.status(422);
      show(ctx, session, id.get(), paper, "compose.unkept", opened);
    } else if (wanted.equals("review")) {
      review(ctx, session, id.get(), paper);
    } else {
      show(ctx, session, id.get(), paper, "compose.kept", opened);
    }
  }

  private KeptForm written(Context ctx, Optional<KeptForm> before) {
    Map<String, String> texts = new LinkedHashMap<>(reader.texts(ctx));
    Map<String, Bytes> files = new LinkedHashMap<>(before.map(KeptForm::files).orElse(Map.of()));
    FormReader.files(ctx, texts, files);
    Optional.ofNullable(ctx.formParam(Composing.RELEASER))
        .filter(one -> one.length() <= 64)
        .ifPresent(one -> texts.put(Composing.RELEASER, one));
    return new KeptForm(
        FORM, texts, named(texts, files), before.map(KeptForm::note).orElse(""), Optional.empty());
  }

  /** Those files that a row names. */
  private static Map<String, Bytes> named(Map<String, String> texts, Map<String, Bytes> files) {
    Map<String, Bytes> left = new LinkedHashMap<>(files);
    left.keySet()
        .removeIf(
            name ->
                texts.entrySet().stream()
                    .noneMatch(
                        one ->
                            one.getKey().matches("attachments\\[\\d+]\\.file")
                                && one.getValue().equals(name)));
    return left;
  }

  /** The paper without the row at {@code path}, and what hangs on it. */
  private static KeptForm without(KeptForm paper, String path) {
    Map<String, String> texts = new LinkedHashMap<>(paper.typed());
    String item = texts.getOrDefault(path + ".item_id", "");
    texts.keySet().removeIf(key -> key.startsWith(path + ".") || key.equals(path));
    if (!item.isEmpty()) {
      texts.remove("relation_to_offence." + item);
    }
    Map<String, String> left = new LinkedHashMap<>(new Entries(texts).texts());
    return new KeptForm(
        paper.form(), left, named(left, paper.files()), paper.note(), Optional.empty());
  }

  private void review(Context ctx, WebSession session, CaseId id, KeptForm paper) {
    Words words = Words.in(session.language());
    Composing.Result result = composing.draft(session.who(), words, paper);
    switch (result) {
      case Composing.Ready(Draft draft) ->
          signing.review(ctx, session, draft.from(Origin.draft(id, paper)));
      case Composing.Unready(String why) -> {
        ctx.status(422);
        show(ctx, session, id, paper, why, Set.of());
      }
    }
  }

  private void show(
      Context ctx, WebSession session, CaseId id, KeptForm paper, String kept, Set<String> opened) {
    Frame frame = pages.frame(ctx);
    boolean isTried = ctx.method().equals(HandlerType.POST);
    pages.show(
        ctx,
        "compose",
        new Compose(
            frame,
            id,
            composing.page(frame.words(), paper, isTried, opened),
            kept,
            paper.note(),
            ports.drafts().releasers(session.who()).stream()
                .map(one -> new FormView.Option(one.id().text(), one.name()))
                .toList(),
            paper.typed().getOrDefault(Composing.RELEASER, ""),
            similar(paper),
            new CaseNames(frame.words(), frame.country())));
  }

  /** Cases whose messages name what this request names, found by keyed digests. */
  private List<CaseRow> similar(KeptForm paper) {
    List<CaseRow> found = new ArrayList<>();
    paper.typed().entrySet().stream()
        .filter(one -> one.getKey().matches("data_items\\[\\d+]\\.identifiers\\[\\d+]\\.value"))
        .map(Map.Entry::getValue)
        .filter(value -> !value.isBlank())
        .limit(IDENTIFIERS_MAX)
        .map(ports.queries()::identifierDigest)
        .flatMap(
            digest -> ports.queries().cases(CaseQuery.NEWEST.naming(digest), SIMILAR_MAX).stream())
        .filter(row -> found.stream().noneMatch(one -> one.caseId().equals(row.caseId())))
        .forEach(found::add);
    return found.size() > SIMILAR_MAX ? found.subList(0, SIMILAR_MAX) : found;
  }
}
