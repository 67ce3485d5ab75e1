package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.EndorsementRules;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Queries.PeerStatus;
import org.vigilmesh.port.Submissions.DraftContext;
import org.vigilmesh.request.Enclosures;
import org.vigilmesh.request.Entries;
import org.vigilmesh.request.Reading;
import org.vigilmesh.request.RequestDraft;
import org.vigilmesh.request.RequestFile;
import org.vigilmesh.request.RequestProblem;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.FormView.Option;
import org.vigilmesh.sheet.RequestPage;
import org.vigilmesh.sheet.Words;
import org.vigilmesh.value.InvalidValue;

/** From what was typed to a request that can be signed, by the reader of request files. */
final class Composing {
  /** The field for the one who releases it; it is no part of the request. */
  static final String RELEASER = "releaser";

  private final DeskPorts ports;
  private final Signing signing;
  private final Drafting drafting;
  private final Beginnings beginnings;

  Composing(DeskPorts ports, Signing signing) {
    this.ports = ports;
    this.signing = signing;
    this.drafting = new Drafting(ports);
    this.beginnings = new Beginnings(ports, drafting);
  }

  /** What came of the wish to review it. */
  sealed interface Result {}

  /** It can be signed. */
  record Ready(Draft draft) implements Result {}

  /** It cannot; {@code why} is the key of a sentence. */
  record Unready(String why) implements Result {}

  /** What a new page begins with. */
  Map<String, String> begin(Context ctx, WebSession session) {
    return beginnings.of(ctx, session);
  }

  /** The page with {@code paper}, and what its reader says about it. */
  RequestPage page(Words words, KeptForm paper, boolean isTried, Set<String> opened) {
    Entries entries = complete(paper, opened);
    List<RequestProblem> problems =
        switch (read(entries, paper)) {
          case Reading.Signable<RequestDraft>(RequestDraft _, List<RequestProblem> warnings) ->
              warnings;
          case Reading.Broken<RequestDraft>(List<RequestProblem> all) -> all;
        };
    Map<String, List<Option>> choices = Map.of("recipient", peers(words));
    return RequestPage.of(words, entries, problems, isTried, opened, choices);
  }

  private List<Option> peers(Words words) {
    return ports.queries().peers().stream()
        .filter(peer -> peer.trust() == Trust.VERIFIED)
        .map(peer -> new Option(peer.node().text(), shown(words, peer)))
        .toList();
  }

  private static String shown(Words words, PeerStatus peer) {
    String link = words.of(peer.linked() ? "health.up" : "health.down");
    return peer.node().shown() + " · " + peer.name() + " · " + link;
  }

  /** What was typed, with what follows from it without a decision of anybody. */
  private static Entries complete(KeptForm paper, Set<String> opened) {
    Map<String, String> texts = new LinkedHashMap<>(paper.typed());
    texts.remove(RELEASER);
    Entries typed = new Entries(texts);
    texts = new LinkedHashMap<>(typed.texts());
    for (int i = 0; i < typed.rows("treaty_basis"); i++) {
      texts.putIfAbsent("treaty_basis[" + i + "].article", "PRES");
    }
    int items = Math.max(1, typed.rows("data_items") + (opened.contains("data_items") ? 1 : 0));
    Set<String> taken = new HashSet<>(texts.values());
    for (int i = 0, next = 1; i < items; i++) {
      String path = "data_items[" + i + "].item_id";
      while (!texts.containsKey(path)) {
        if (taken.add("D" + next)) {
          texts.put(path, "D" + next);
        }
        next++;
      }
    }
    if (typed.rows("sensitive_flags") == 0) {
      texts.put("sensitive_flags", "[]");
    }
    texts.putIfAbsent("proportionality_note", "");
    texts.putIfAbsent("request_status", "new");
    texts.putIfAbsent("schema_version", "1.0.0");
    return new Entries(texts);
  }

  private Reading<RequestDraft> read(Entries entries, KeptForm paper) {
    Optional<NodeId> recipient = node(entries.text("recipient"));
    Parties parties = recipient.map(ports.drafts()::parties).orElse(Parties.UNKNOWN);
    return RequestFile.read(
        entries,
        Enclosures.sent(paper.files()),
        now(),
        new RequestFile.Known(ports.queries().status().node(), parties, null));
  }

  private Instant now() {
    return ports.clock().instant();
  }

  private static Optional<NodeId> node(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(NodeId.typed(text));
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  /** The act for signing, in a case of its own. */
  Result draft(Attending who, Words words, KeptForm paper) {
    if (!(read(complete(paper, Set.of()), paper)
        instanceof Reading.Signable<RequestDraft>(RequestDraft read, List<RequestProblem> _))) {
      return new Unready("compose.incomplete");
    }
    Optional<DraftContext> context = ports.submissions().draftContext(read.recipient(), null);
    if (context.isEmpty()) {
      return new Unready("compose.unverified");
    }
    Draft alone = draft(who, words, read, context.get(), List.of());
    Declarations own = ports.drafts().parties(read.recipient()).sender();
    if (own != null && EndorsementRules.personsNeeded(signing.opened(alone.act()), own) < 2) {
      return new Ready(alone);
    }
    String named = paper.typed().getOrDefault(RELEASER, "");
    return ports.drafts().releasers(who).stream()
        .map(Officer::id)
        .filter(officer -> officer.text().equals(named))
        .findFirst()
        .<Result>map(officer -> new Ready(draft(who, words, read, context.get(), List.of(officer))))
        .orElse(new Unready("compose.releaser"));
  }

  private Draft draft(
      Attending who,
      Words words,
      RequestDraft read,
      DraftContext context,
      List<OfficerId> releasers) {
    List<Act.Signer> signers = new ArrayList<>();
    signers.add(new Act.Signer(who.officer().id(), Act.Purpose.AUTHOR));
    releasers.forEach(one -> signers.add(new Act.Signer(one, Act.Purpose.AUTHORISER)));
    CaseId caseId = Signing.newId(ports);
    String sentence =
        words.of(
            "review.request",
            who.officer().name(),
            new CaseNames(words, "").type(read.content().contentType().code()),
            context.recipient().node().shown());
    return drafting.draft(
        who,
        words,
        sentence,
        new Drafting.Cover(
            context.self(),
            context.recipient(),
            caseId,
            read.exercise(),
            read.urgency(),
            List.of(),
            List.of(),
            signers,
            read.language(),
            read.attachments()),
        read.content());
  }
}
