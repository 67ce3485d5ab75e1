package org.vigilmesh.adapter.grpc;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration.CaseDeed;
import org.vigilmesh.port.Administration.Confirmation;
import org.vigilmesh.port.Submissions;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.proto.v1.ActContext;
import org.vigilmesh.proto.v1.ActFact;
import org.vigilmesh.proto.v1.ActProgress;
import org.vigilmesh.proto.v1.CaseContext;
import org.vigilmesh.proto.v1.ConfirmActRequest;
import org.vigilmesh.proto.v1.DoDeedRequest;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.LaneName;
import org.vigilmesh.proto.v1.ProgressRequest;
import org.vigilmesh.proto.v1.ProgressResponse;
import org.vigilmesh.proto.v1.Said;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** What admin calls say about acts: their context, their submission and their progress. */
final class ActForms {
  private static final int SEEN_MAX = 64;
  private static final int PERSONS_MAX = 2;

  private ActForms() {}

  static org.vigilmesh.proto.v1.NodeRef ref(NodeRef ref) {
    return org.vigilmesh.proto.v1.NodeRef.newBuilder()
        .setNode(ref.node().text())
        .setEpoch(ref.epoch())
        .build();
  }

  static ActContext context(Submissions.DraftContext in) {
    var out =
        ActContext.newBuilder()
            .setSelf(ref(in.self()))
            .setRecipient(ref(in.recipient()))
            .setRosterVersion(in.rosterVersion());
    in.about().ifPresent(about -> out.setAbout(about(about)));
    return out.build();
  }

  private static CaseContext about(Submissions.CaseContext in) {
    return CaseContext.newBuilder()
        .setCaseId(in.caseId().toString())
        .setExercise(in.exercise())
        .setUrgency(in.urgency())
        .setOpening(in.opening().toString())
        .setOpeningDigest(Scalars.bytes(in.openingDigest().bytes()))
        .addAllLatest(in.latest().stream().map(d -> Scalars.bytes(d.bytes())).toList())
        .build();
  }

  static LaneName lane(LaneId in) {
    return LaneName.newBuilder()
        .setFrom(ref(in.from()))
        .setTo(ref(in.to()))
        .setUrgency(Scalars.urgency(in.urgency()))
        .setIncarnation(in.incarnation().toString())
        .build();
  }

  static ActProgress progress(Submissions.Progress in) {
    var out =
        ActProgress.newBuilder()
            .setAct(in.act().toString())
            .setCaseId(in.caseId().toString())
            .setUndelivered(in.undelivered());
    AdminForms.time(in.accepted(), out::setAccepted);
    AdminForms.time(in.delivered(), out::setDelivered);
    in.acknowledged().map(ActForms::fact).ifPresent(out::setAcknowledged);
    in.decided().map(ActForms::fact).ifPresent(out::setDecided);
    in.preserved().map(ActForms::fact).ifPresent(out::setPreserved);
    return out.build();
  }

  private static ActFact fact(Submissions.Fact in) {
    return ActFact.newBuilder()
        .setAt(in.at().toEpochMilli())
        .setOfficer(in.officer())
        .setWhat(in.what())
        .setEndorsed(in.endorsed())
        .build();
  }

  static Submission submission(SubmitRequest request) {
    List<Bytes> attachments = request.getAttachmentsList().stream().map(Scalars::bytes).toList();
    InvalidValue.unless(
        attachments.stream().mapToLong(Bytes::size).sum() <= Format.ATTACHMENTS_SIZE_MAX,
        "attachments are larger than 192 KiB together");
    return new Submission(
        Scalars.bytes(request.getAct()),
        AdminForms.endorsements(request.getEndorsementsList()),
        attachments);
  }

  static SubmitResponse submitted(Submitted outcome) {
    var out = SubmitResponse.newBuilder();
    switch (outcome) {
      case Submitted.AcceptedForSending(var act, var lane, long seq, long journal, var at) ->
          out.getAcceptedBuilder()
              .setAct(act.toString())
              .setLane(lane(lane))
              .setSeq(seq)
              .setJournal(journal)
              .setAt(at.toEpochMilli());
      case Submitted.AcceptedBefore(var act, var lane, long seq) ->
          out.getAcceptedBeforeBuilder().setAct(act.toString()).setLane(lane(lane)).setSeq(seq);
      case Submitted.Rejected(var code, var reasons) -> {
        var rejected = out.getRejectedBuilder().setCode(code);
        for (Submitted.Reason reason : reasons) {
          var told =
              rejected
                  .addReasonsBuilder()
                  .setField(reason.field())
                  .setWhat(reason.what())
                  .setRemedy(reason.remedy())
                  .setCitation(reason.citation());
          reason.said().ifPresent(said -> told.setSaid(said(said)));
        }
      }
    }
    return out.build();
  }

  static Said said(Submitted.Said in) {
    return Said.newBuilder()
        .setKey(in.key())
        .setRemedyKey(in.remedyKey())
        .addAllValues(in.values())
        .build();
  }

  static Confirmation confirmation(ConfirmActRequest request) {
    return new Confirmation(
        new NodeId(request.getNode()),
        ActId.typed(request.getAct()),
        request.getReason(),
        AdminForms.endorsement(request.getEndorsement()));
  }

  static CaseDeed deed(DoDeedRequest request) {
    Optional<Deed> deed = Deed.find(request.getDeed());
    InvalidValue.unless(deed.isPresent(), "this program does not know this deed");
    InvalidValue.unless(
        request.getSeenCount() <= SEEN_MAX && request.getEndorsementsCount() <= PERSONS_MAX,
        "too many digests or endorsements");
    return new CaseDeed(
        CaseId.typed(request.getCaseId()),
        new NodeId(request.getNode()),
        Scalars.urgency(request.getUrgency()),
        deed.get(),
        request.hasUntil() ? Instant.ofEpochMilli(request.getUntil()) : CaseEvent.Local.NO_END,
        request.getSeenList().stream().map(Scalars::digest).toList(),
        request.getWords(),
        request.getEndorsementsList().stream().map(AdminForms::endorsement).toList());
  }

  static ProgressResponse progressFailed(Failed failed) {
    return ProgressResponse.newBuilder().setFailed(failed).build();
  }

  static ProgressResponse progress(Submissions submissions, ProgressRequest request) {
    return submissions
        .progress(ActId.typed(request.getAct()))
        .map(ActForms::progress)
        .map(progress -> ProgressResponse.newBuilder().setProgress(progress).build())
        .orElseGet(() -> progressFailed(Answers.notFound("E-NO-SUCH-ACT", "there is no such act")));
  }
}
