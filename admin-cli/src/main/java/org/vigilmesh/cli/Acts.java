package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.proto.v1.ActContext;
import org.vigilmesh.proto.v1.CaseContext;
import org.vigilmesh.proto.v1.DraftContextRequest;
import org.vigilmesh.proto.v1.DraftContextResponse;
import org.vigilmesh.proto.v1.Rejected;
import org.vigilmesh.proto.v1.RejectionReason;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.request.MessageDraft;
import org.vigilmesh.request.RequestDraft;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/** Acts of officers who sign here: composed, endorsed over their exact bytes, submitted. */
final class Acts {
  private static final int ID_RANDOM = 10;
  private static final int NONCE_SIZE = 16;

  private final Console console;
  private final NodeLink link;

  Acts(Console console, NodeLink link) {
    this.console = console;
    this.link = link;
  }

  /** What an act says beside its content. */
  record Frame(Urgency urgency, boolean exercise, String language, Instant notAfter) {}

  /**
   * An act as its officers signed it. Handed over again byte for byte it is accepted once, so an
   * answer that was lost on the way costs nothing.
   */
  record Signed(
      ActId id,
      CaseId caseId,
      Bytes bytes,
      List<Endorsement> endorsements,
      List<Bytes> attachments) {
    Signed {
      endorsements = List.copyOf(endorsements);
      attachments = List.copyOf(attachments);
    }
  }

  /** Opens a case by the request of a file. */
  SubmitResponse open(
      RequestDraft draft, Frame frame, CaseId caseId, String review, Signatories signatories) {
    return submit(request(draft, frame, caseId, review, signatories));
  }

  /** A test of the channel: always an exercise, signed by nobody, acknowledged by a person. */
  SubmitResponse drill(NodeId peer, Urgency urgency) {
    ActContext context = context(peer, Optional.empty());
    Instant now = console.around().clock().instant();
    Frame frame = new Frame(urgency, true, "", now.plus(Act.usualLife(urgency)));
    Place place = new Place(fresh(), List.of(), List.of(), List.of());
    Content test = new Content.ChannelTest(random(NONCE_SIZE), true, List.of());
    try (Signatories nobody = Signatories.open(console, List.of(), null)) {
      return submit(signed(act(context, place, test, frame, "", nobody), List.of(), nobody));
    }
  }

  /** The id of a case that nobody has begun. */
  CaseId fresh() {
    return CaseId.of(console.around().clock().instant(), random(ID_RANDOM));
  }

  /** The request of a file, signed; nothing has been handed over. */
  Signed request(
      RequestDraft draft, Frame frame, CaseId caseId, String review, Signatories signatories) {
    ActContext context = context(draft.recipient(), Optional.empty());
    if (!draft.stated().agreesWith(ref(context.getSelf()).node())) {
      throw CliException.of(Exit.INPUT, "E-REQUEST-SENDER", ref(context.getSelf()).node().shown());
    }
    Place place = new Place(caseId, draft.attachmentDigests(), List.of(), List.of());
    return signed(
        act(context, place, draft.content(), frame, review, signatories),
        draft.attachments(),
        signatories);
  }

  /** Opens a case by the message of a file. */
  SubmitResponse open(
      MessageDraft draft, MessageDraft.Opening opening, String review, Signatories signatories) {
    ActContext context = context(opening.recipient(), Optional.empty());
    Instant now = console.around().clock().instant();
    Frame frame =
        new Frame(
            opening.urgency(),
            opening.exercise(),
            draft.language(),
            now.plus(Act.usualLife(opening.urgency())));
    Place place =
        new Place(
            CaseId.of(now, random(ID_RANDOM)), digests(draft.attachments()), List.of(), List.of());
    return submit(
        signed(
            act(context, place, draft.content(), frame, review, signatories),
            draft.attachments(),
            signatories));
  }

  private static List<Digest> digests(List<Bytes> attachments) {
    return attachments.stream().map(Digest::sha256).toList();
  }

  /** Where an act stands: its case and its ties to other acts of that case. */
  private record Place(
      CaseId caseId, List<Digest> attachments, List<Digest> parents, List<Digest> answers) {}

  /** Answers the act that opened a case. */
  SubmitResponse answer(
      NodeId peer, CaseId caseId, Reply reply, String review, Signatories signatories) {
    ActContext context = context(peer, Optional.of(caseId));
    CaseContext about = context.getAbout();
    Urgency urgency = Urgency.valueOf(about.getUrgency().toUpperCase(Locale.ROOT));
    Frame frame =
        new Frame(
            urgency,
            about.getExercise(),
            reply.language(),
            console.around().clock().instant().plus(Act.usualLife(urgency)));
    List<Digest> latest =
        about.getLatestList().stream().map(one -> digest(one.toByteArray())).toList();
    return submit(
        signed(
            act(
                context,
                new Place(
                    caseId,
                    digests(reply.attachments()),
                    latest,
                    List.of(digest(about.getOpeningDigest().toByteArray()))),
                reply.content(ActId.typed(about.getOpening())),
                frame,
                review,
                signatories),
            reply.attachments(),
            signatories));
  }

  /** Content that answers an act, made once that act is known. */
  interface Reply {
    Content content(ActId opening);

    /** Language of its free text; empty where there is none. */
    default String language() {
      return "";
    }

    /** The files that go with it. */
    default List<Bytes> attachments() {
      return List.of();
    }
  }

  private ActContext context(NodeId recipient, Optional<CaseId> caseId) {
    DraftContextRequest.Builder request =
        DraftContextRequest.newBuilder().setRecipient(recipient.text());
    caseId.ifPresent(id -> request.setCaseId(id.toString()));
    return link.ask(
            admin -> admin.draftContext(request.build()),
            DraftContextResponse::hasFailed,
            DraftContextResponse::getFailed)
        .getContext();
  }

  private Act act(
      ActContext context,
      Place place,
      Content content,
      Frame frame,
      String review,
      Signatories signatories) {
    Instant now = console.around().clock().instant();
    try {
      return new Act(
          random(Act.RANDOM_SIZE),
          ActId.of(now, random(ID_RANDOM)),
          ref(context.getSelf()),
          ref(context.getRecipient()),
          frame.exercise(),
          frame.urgency(),
          place.caseId(),
          content,
          place.attachments(),
          place.parents(),
          place.answers(),
          signatories.signers(),
          Seconds.whole(now),
          Seconds.whole(frame.notAfter()),
          frame.language(),
          Digest.sha256(Bytes.utf8(review)),
          List.of());
    } catch (InvalidValue e) {
      throw CliException.of(Exit.INPUT, "E-ACT", String.valueOf(e.getMessage()));
    }
  }

  private static NodeRef ref(org.vigilmesh.proto.v1.NodeRef ref) {
    return new NodeRef(new NodeId(ref.getNode()), ref.getEpoch());
  }

  private static Digest digest(byte[] bytes) {
    return new Digest(Bytes.of(bytes));
  }

  private Bytes random(int size) {
    byte[] drawn = new byte[size];
    console.around().random().nextBytes(drawn);
    return Bytes.of(drawn);
  }

  private static Signed signed(Act act, List<Bytes> attachments, Signatories signatories) {
    Bytes bytes = IdentityFiles.CODEC.act().encode(act);
    return new Signed(
        act.id(), act.caseId(), bytes, signatories.endorse(Act.endorsedDigest(bytes)), attachments);
  }

  /** Hands over what was signed; the node answers after its commit. */
  SubmitResponse submit(Signed act) {
    SubmitRequest.Builder request =
        SubmitRequest.newBuilder().setAct(ByteString.copyFrom(act.bytes().toArray()));
    act.endorsements().forEach(endorsement -> request.addEndorsements(wire(endorsement)));
    act.attachments()
        .forEach(attachment -> request.addAttachments(ByteString.copyFrom(attachment.toArray())));
    SubmitResponse response =
        Progress.during(
            console,
            console.texts().of("submit.waiting"),
            () ->
                link.ask(
                    admin -> admin.submit(request.build()),
                    SubmitResponse::hasFailed,
                    SubmitResponse::getFailed));
    if (response.hasRejected()) {
      throw rejection(response.getRejected(), console.texts().language());
    }
    return response;
  }

  static org.vigilmesh.proto.v1.Endorsement wire(Endorsement endorsement) {
    return org.vigilmesh.proto.v1.Endorsement.newBuilder()
        .setOfficer(endorsement.officer().text())
        .setCredential(ByteString.copyFrom(endorsement.credential().bytes().toArray()))
        .setProof(ByteString.copyFrom(endorsement.proof().toArray()))
        .build();
  }

  private static CliException rejection(Rejected rejected, String language) {
    List<String> reasons =
        rejected.getReasonsList().stream().map(one -> reason(one, language)).toList();
    Exit exit = rejected.getCode().equals("E-READ-ONLY") ? Exit.READ_ONLY : Exit.INPUT;
    return CliException.of(exit, rejected.getCode()).withDetails(reasons);
  }

  private static String reason(RejectionReason one, String language) {
    String rule = one.getWhat().matches("V\\d\\d: .*") ? one.getWhat().substring(0, 5) : "";
    return one.getField()
        + ": "
        + Sayings.what(one.getSaid(), language).map(rule::concat).orElse(one.getWhat())
        + "; "
        + Sayings.remedy(one.getSaid(), language).orElse(one.getRemedy())
        + (one.getCitation().isEmpty() ? "" : " [" + one.getCitation() + "]");
  }

  /** The act's id, its place in the lane and the journal position. */
  static View accepted(SubmitResponse response) {
    if (response.hasAcceptedBefore()) {
      return View.one("Submission")
          .field("act", response.getAcceptedBefore().getAct())
          .field("state", "accepted before")
          .field("seq", response.getAcceptedBefore().getSeq());
    }
    return View.one("Submission")
        .field("act", response.getAccepted().getAct())
        .field("state", "accepted for sending")
        .field("at", NodeLink.at(response.getAccepted().getAt()))
        .field("lane", lane(response))
        .field("seq", response.getAccepted().getSeq())
        .field("journal", response.getAccepted().getJournal());
  }

  static String id(SubmitResponse response) {
    return response.hasAcceptedBefore()
        ? response.getAcceptedBefore().getAct()
        : response.getAccepted().getAct();
  }

  static String lane(SubmitResponse response) {
    return response
        .getAccepted()
        .getLane()
        .getUrgency()
        .name()
        .replace("URGENCY_", "")
        .toLowerCase(Locale.ROOT);
  }
}
