package org.vigilmesh.adapter.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.message.Content;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.OpenedCase;
import org.vigilmesh.port.Submissions.CaseContext;
import org.vigilmesh.port.Submissions.DraftContext;
import org.vigilmesh.request.MessageDraft;
import org.vigilmesh.sheet.Boxes;
import org.vigilmesh.sheet.CaseNames;
import org.vigilmesh.sheet.Field;
import org.vigilmesh.sheet.ReviewSheet;
import org.vigilmesh.sheet.Words;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/** Makes the exact bytes of an act, and the sheet that shows all of it, ready to be signed. */
final class Drafting {
  private static final int ID_RANDOM = 10;

  private final DeskPorts ports;

  Drafting(DeskPorts ports) {
    this.ports = ports;
  }

  /**
   * What an act says beside its content.
   *
   * @param parents the open ends of the case; none where the act opens it
   * @param answers the acts that it answers
   */
  record Cover(
      NodeRef self,
      NodeRef recipient,
      CaseId caseId,
      boolean exercise,
      Urgency urgency,
      List<Digest> parents,
      List<Digest> answers,
      List<Act.Signer> signers,
      String language,
      List<Bytes> attachments) {}

  /** That an officer takes charge; empty when the case is gone, or its peer is not verified. */
  Optional<Draft> acknowledgement(Attending who, CaseStatus status, Words words) {
    CaseId caseId = status.summary().caseId();
    Instant opened = Seconds.whole(ports.clock().instant());
    String role = who.officer().role().name().toLowerCase(Locale.ROOT);
    String sentence =
        words.of(
            "review.acknowledge",
            who.officer().name(),
            new CaseNames(words, "").type(status.summary().contentType()),
            status.summary().peer().shown(),
            caseId.toString());
    return beginning(who, caseId)
        .map(Content::caseRefs)
        .flatMap(
            refs ->
                within(
                    status,
                    sentence,
                    who,
                    words,
                    words.language(),
                    List.of(),
                    List.of(),
                    opening ->
                        new Content.HumanAck(
                            refs.requested().isBlank()
                                ? new Content.CaseRefs(refs.requesting(), caseId.toString())
                                : refs,
                            opening,
                            role,
                            opened,
                            null,
                            List.of())));
  }

  /** A message of a case as its form was filled in; {@code releasers} sign it, too. */
  Optional<Draft> message(
      Attending who,
      CaseStatus status,
      Words words,
      MessageDraft message,
      List<OfficerId> releasers) {
    String sentence =
        words.of(
            "review.say",
            who.officer().name(),
            status.summary().peer().shown(),
            status.summary().caseId().toString());
    return within(
        status,
        sentence,
        who,
        words,
        message.language(),
        message.attachments(),
        releasers,
        _ -> message.content());
  }

  /** The newest request of the case, or else what began it; empty where nothing can be read. */
  Optional<Content> beginning(Attending who, CaseId caseId) {
    List<Content> said = said(who, caseId).stream().map(Act::content).toList();
    return said.stream()
        .filter(Content.CaseRequest.class::isInstance)
        .reduce((_, later) -> later)
        .or(() -> said.stream().findFirst());
  }

  /** All acts of the case that this officer may read, oldest first. */
  List<Act> said(Attending who, CaseId caseId) {
    List<OpenedAct> acts =
        ports.attendance().open(who, caseId).map(OpenedCase::acts).orElse(List.of());
    return acts.stream()
        .flatMap(one -> ports.codec().act().decode(one.act()).find().stream())
        .toList();
  }

  private Optional<Draft> within(
      CaseStatus status,
      String sentence,
      Attending who,
      Words words,
      String language,
      List<Bytes> attachments,
      List<OfficerId> releasers,
      Function<ActId, Content> answer) {
    CaseId caseId = status.summary().caseId();
    Optional<DraftContext> context =
        ports.submissions().draftContext(status.summary().peer(), caseId);
    return context.flatMap(
        found ->
            found
                .about()
                .map(
                    about ->
                        draft(
                            who,
                            words,
                            sentence,
                            cover(found, about, signers(who, releasers), language, attachments),
                            answer.apply(about.opening()))));
  }

  private static List<Act.Signer> signers(Attending author, List<OfficerId> releasers) {
    List<Act.Signer> signers = new ArrayList<>();
    signers.add(new Act.Signer(author.officer().id(), Act.Purpose.AUTHOR));
    releasers.forEach(one -> signers.add(new Act.Signer(one, Act.Purpose.AUTHORISER)));
    return signers;
  }

  private static Cover cover(
      DraftContext context,
      CaseContext about,
      List<Act.Signer> signers,
      String language,
      List<Bytes> attachments) {
    return new Cover(
        context.self(),
        context.recipient(),
        about.caseId(),
        about.exercise(),
        Urgency.valueOf(about.urgency().toUpperCase(Locale.ROOT)),
        about.latest(),
        List.of(about.openingDigest()),
        signers,
        language,
        attachments);
  }

  /** An act under {@code cover}, with the sheet in the language of {@code words}. */
  Draft draft(Attending who, Words words, String sentence, Cover cover, Content content) {
    Instant now = ports.clock().instant();
    Instant end = Seconds.whole(now.plus(Act.usualLife(cover.urgency())));
    ReviewSheet sheet =
        new ReviewSheet(
            sentence,
            shown(signer(who, words), words, cover, content, end),
            new Boxes(words, cover.language()).of(content),
            words);
    Act act =
        new Act(
            ports.entropy().take(Act.RANDOM_SIZE),
            ActId.of(now, ports.entropy().take(ID_RANDOM)),
            cover.self(),
            cover.recipient(),
            cover.exercise(),
            cover.urgency(),
            cover.caseId(),
            content,
            cover.attachments().stream().map(Digest::sha256).toList(),
            cover.parents(),
            cover.answers(),
            cover.signers(),
            Seconds.whole(now),
            end,
            cover.language(),
            sheet.digest(),
            List.of());
    return new Draft(
        act.id().toString(),
        act.caseId(),
        act.exercise(),
        ports.codec().act().encode(act),
        cover.attachments(),
        sheet,
        Origin.inCase(act.caseId()));
  }

  /** An act that was written before, as another person reads it. */
  static ReviewSheet sheet(Act act, Words words) {
    Cover cover =
        new Cover(
            act.sender(),
            act.recipient(),
            act.caseId(),
            act.exercise(),
            act.urgency(),
            act.parents(),
            act.answers(),
            act.officers(),
            act.language(),
            List.of());
    String author = act.officers().getFirst().officer().text();
    return new ReviewSheet(
        "",
        shown(author, words, cover, act.content(), act.notAfter()),
        new Boxes(words, act.language()).of(act.content()),
        words);
  }

  private static String signer(Attending who, Words words) {
    return Boxes.join(
        who.officer().name(),
        CodeNames.of(
            "officer_role",
            who.officer().role().name().toLowerCase(Locale.ROOT),
            words.language()));
  }

  private static List<Field> shown(
      String signer, Words words, Cover cover, Content content, Instant end) {
    List<Field> fields = new ArrayList<>();
    CaseNames names = new CaseNames(words, "");
    fields.add(field(words, "sheet.message", names.type(content.contentType().code())));
    fields.add(field(words, "sheet.to", cover.recipient().node().shown()));
    fields.add(
        field(words, "sheet.earnest", words.of(cover.exercise() ? "exercise" : "sheet.real")));
    fields.add(
        field(
            words,
            "sheet.urgency",
            CodeNames.of("urgency", cover.urgency().code(), words.language())));
    fields.add(field(words, "sheet.signer", signer));
    cover.signers().stream()
        .filter(one -> one.purpose() == Act.Purpose.AUTHORISER)
        .forEach(one -> fields.add(field(words, "sheet.releaser", one.officer().text())));
    fields.add(field(words, "sheet.until", Boxes.text(end)));
    return fields;
  }

  private static Field field(Words words, String key, String value) {
    return new Field(words.of(key), value, false, "");
  }
}
