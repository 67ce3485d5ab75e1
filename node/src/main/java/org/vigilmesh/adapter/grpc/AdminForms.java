package org.vigilmesh.adapter.grpc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Trust;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Administration.Acknowledgement;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.proto.v1.AcknowledgeAlarmRequest;
import org.vigilmesh.proto.v1.AlarmStatus;
import org.vigilmesh.proto.v1.CaseEvidence;
import org.vigilmesh.proto.v1.CaseNote;
import org.vigilmesh.proto.v1.CaseNoteKind;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.JournalEntry;
import org.vigilmesh.proto.v1.KeyStatus;
import org.vigilmesh.proto.v1.KeyUse;
import org.vigilmesh.proto.v1.LaneStatus;
import org.vigilmesh.proto.v1.ListPeersResponse;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.OpenedAct;
import org.vigilmesh.proto.v1.OpenedCase;
import org.vigilmesh.proto.v1.PeerStatus;
import org.vigilmesh.proto.v1.PeerTrust;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.proto.v1.VerifyJournalResponse;
import org.vigilmesh.value.InvalidValue;

/** The records of the inbound ports to the messages of the admin calls, and back. */
final class AdminForms {
  private AdminForms() {}

  /** Hands a time to {@code setter} if it has come. */
  static void time(Optional<Instant> at, Consumer<Long> setter) {
    at.map(Instant::toEpochMilli).ifPresent(setter);
  }

  static NodeStatus status(Queries.NodeStatus in) {
    return NodeStatus.newBuilder()
        .setNode(in.node().text())
        .setEpoch(in.epoch())
        .setIncarnation(in.incarnation())
        .setReadOnly(in.readOnly())
        .setReason(in.reason())
        .setNow(in.now().toEpochMilli())
        .setStartedAt(in.startedAt().toEpochMilli())
        .setVersion(in.version())
        .setPeerPort(in.peerPort())
        .setJournalNumber(in.journalNumber())
        .setJournalHead(Scalars.bytes(in.journalHead().bytes()))
        .setCardVersion(in.cardVersion())
        .setRosterVersion(in.rosterVersion())
        .setKeySetVersion(in.keySetVersion())
        .setKeySetValidTo(in.keySetValidTo().toEpochMilli())
        .setSince(in.since().toEpochMilli())
        .build();
  }

  static ListPeersResponse peers(List<Queries.PeerStatus> peers) {
    var out = ListPeersResponse.newBuilder();
    out.getPeersBuilder().addAllPeers(peers.stream().map(AdminForms::peer).toList());
    return out.build();
  }

  static PeerStatus peer(Queries.PeerStatus in) {
    var out =
        PeerStatus.newBuilder()
            .setNode(in.node().text())
            .setName(in.name())
            .setTrust(trust(in.trust()))
            .setTrustSince(in.trustSince().toEpochMilli())
            .addAllDutyPhones(in.dutyPhones())
            .setLinked(in.linked())
            .setProtocol(in.protocol())
            .setGroup(in.group())
            .setCipherSuite(in.cipherSuite())
            .setCardVersion(in.cardVersion())
            .setCardValidTo(in.cardValidTo().toEpochMilli())
            .setRosterVersion(in.rosterVersion())
            .setKeySetVersion(in.keySetVersion())
            .setHoldsKeySet(in.holdsKeySet())
            .addAllLanes(in.lanes().stream().map(AdminForms::lane).toList())
            .addAllClaims(in.claims());
    time(in.linkedSince(), out::setLinkedSince);
    time(in.keySetValidTo(), out::setKeySetValidTo);
    in.roundTripMillis().ifPresent(out::setRoundTripMillis);
    in.clockSkewMillis().ifPresent(out::setClockSkewMillis);
    return out.build();
  }

  private static LaneStatus lane(Queries.LaneStatus in) {
    var out =
        LaneStatus.newBuilder()
            .setLane(Scalars.urgency(in.lane()))
            .setOutbound(in.outbound())
            .setIncarnation(in.incarnation())
            .setLast(in.last())
            .setReceipted(in.receipted())
            .setState(in.state());
    time(in.oldestWaiting(), out::setOldestWaiting);
    return out.build();
  }

  private static PeerTrust trust(Trust trust) {
    return switch (trust) {
      case PENDING -> PeerTrust.PEER_TRUST_PENDING;
      case VERIFIED -> PeerTrust.PEER_TRUST_VERIFIED;
      case SUSPENDED -> PeerTrust.PEER_TRUST_SUSPENDED;
      case REVOKED -> PeerTrust.PEER_TRUST_REVOKED;
    };
  }

  static Failure failure(Administration.Failure failure) {
    return switch (failure) {
      case FAILED -> Failure.FAILURE_FAILED;
      case INPUT -> Failure.FAILURE_INPUT;
      case NOT_FOUND -> Failure.FAILURE_NOT_FOUND;
      case NOT_PERMITTED -> Failure.FAILURE_NOT_PERMITTED;
      case CHANGED_MEANWHILE -> Failure.FAILURE_CHANGED_MEANWHILE;
      case NEGATIVE -> Failure.FAILURE_NEGATIVE;
      case UNREACHABLE -> Failure.FAILURE_UNREACHABLE;
      case WAITING_FOR_PERSON -> Failure.FAILURE_WAITING_FOR_PERSON;
      case READ_ONLY -> Failure.FAILURE_READ_ONLY;
    };
  }

  static Administration.KeyUse use(KeyUse use) {
    return switch (use) {
      case KEY_USE_SEALING -> Administration.KeyUse.SEALING;
      case KEY_USE_TRANSPORT -> Administration.KeyUse.TRANSPORT;
      case KEY_USE_SIGNING -> Administration.KeyUse.SIGNING;
      case KEY_USE_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("unknown use of a key");
    };
  }

  static KeyStatus key(Queries.KeyStatus in) {
    return KeyStatus.newBuilder()
        .setUse(in.use())
        .setId(in.id())
        .setFrom(in.from().toEpochMilli())
        .setTo(in.to().toEpochMilli())
        .setState(in.state())
        .addAllAwaiting(in.awaiting().stream().map(NodeId::text).toList())
        .build();
  }

  static CaseSummary summary(CaseRow in) {
    var out =
        CaseSummary.newBuilder()
            .setCaseId(in.caseId().toString())
            .setPeer(in.peer().text())
            .setOurs(in.ours())
            .setContentType(in.contentType())
            .setUrgency(Scalars.urgency(in.urgency()))
            .setExercise(in.exercise())
            .setState(in.state())
            .addAllMarks(in.marks())
            .setOpenedAt(in.openedAt().toEpochMilli())
            .setChangedAt(in.changedAt().toEpochMilli())
            .setChange(in.change());
    time(in.deadline(), out::setDeadline);
    time(in.heldUntil(), out::setHeldUntil);
    return out.build();
  }

  static CaseStatus caseStatus(Queries.CaseStatus in) {
    return CaseStatus.newBuilder()
        .setSummary(summary(in.summary()))
        .addAllTimeline(in.timeline().stream().map(AdminForms::entry).toList())
        .addAllNotes(in.notes().stream().map(AdminForms::note).toList())
        .setStanding(StandingForms.standing(in.standing()))
        .addAllLinks(in.links().stream().map(StandingForms::link).toList())
        .build();
  }

  private static CaseNote note(Queries.CaseNote in) {
    return CaseNote.newBuilder()
        .setAct(in.act().toString())
        .setKind(CaseNoteKind.valueOf("CASE_NOTE_KIND_" + in.kind()))
        .setCode(in.code())
        .setField(in.field())
        .setCitation(in.citation())
        .setBy(in.by())
        .addAllFacts(in.facts())
        .build();
  }

  private static TimelineEntry entry(Queries.TimelineEntry in) {
    var out =
        TimelineEntry.newBuilder()
            .setAt(in.at().toEpochMilli())
            .setBy(in.by().text())
            .setKind(in.kind())
            .setContentType(in.contentType())
            .setAct(in.act().map(ActId::toString).orElse(""))
            .addAllOfficers(in.officers())
            .setState(in.state())
            .setReason(in.reason())
            .setLane(in.lane())
            .setSeq(in.seq());
    time(in.delivered(), out::setDelivered);
    in.said().map(ActForms::said).ifPresent(out::setSaid);
    return out.build();
  }

  private static OpenedAct opened(Queries.OpenedAct in) {
    return OpenedAct.newBuilder()
        .setEntry(entry(in.entry()))
        .setAct(Scalars.bytes(in.act()))
        .addAllEndorsements(in.endorsements().stream().map(AdminForms::endorsement).toList())
        .setBody(Scalars.bytes(in.body()))
        .build();
  }

  static OpenedCase opened(Queries.OpenedCase in) {
    var out = OpenedCase.newBuilder();
    in.acts().forEach(act -> out.addActs(opened(act)));
    in.deeds()
        .forEach(
            deed -> out.addDeedsBuilder().setEntry(entry(deed.entry())).setWords(deed.words()));
    return out.build();
  }

  static CaseEvidence evidence(Queries.CaseEvidence in) {
    var out = CaseEvidence.newBuilder().setJournal(in.journal()).setNode(ActForms.ref(in.by()));
    in.cards().forEach(card -> out.addSignedCards(Scalars.bytes(card)));
    in.rosters().forEach(roster -> out.addEndorsedRosters(Scalars.bytes(roster)));
    for (Queries.StatementEvidence one : in.statements()) {
      var statement =
          out.addStatementsBuilder()
              .setEntry(entry(one.entry()))
              .setSignedHeader(Scalars.bytes(one.header()));
      one.receipt().map(Scalars::bytes).ifPresent(statement::setSignedReceipt);
    }
    return out.build();
  }

  static org.vigilmesh.proto.v1.Endorsement endorsement(Endorsement in) {
    return org.vigilmesh.proto.v1.Endorsement.newBuilder()
        .setOfficer(in.officer().text())
        .setCredential(Scalars.bytes(in.credential().bytes()))
        .setProof(Scalars.bytes(in.proof()))
        .build();
  }

  static Endorsement endorsement(org.vigilmesh.proto.v1.Endorsement in) {
    return new Endorsement(
        new OfficerId(in.getOfficer()),
        new CredentialId(Scalars.bytes(in.getCredential())),
        Scalars.bytes(in.getProof()));
  }

  static List<Endorsement> endorsements(
      Collection<org.vigilmesh.proto.v1.Endorsement> endorsements) {
    InvalidValue.unless(endorsements.size() <= 16, "at most 16 endorsements");
    return endorsements.stream().map(AdminForms::endorsement).toList();
  }

  static JournalEntry journal(JournalRow in) {
    return JournalEntry.newBuilder()
        .setNumber(in.number())
        .setSalt(Scalars.bytes(in.salt()))
        .setEntry(Scalars.bytes(in.entry()))
        .setEntryDigest(Scalars.bytes(in.entryDigest().bytes()))
        .setHead(Scalars.bytes(in.head().bytes()))
        .build();
  }

  static Acknowledgement acknowledgement(AcknowledgeAlarmRequest in) {
    return new Acknowledgement(
        in.getKey(),
        Instant.ofEpochMilli(in.getRaisedAt()),
        Scalars.count(in.getCount()),
        endorsement(in.getEndorsement()));
  }

  static AlarmStatus alarm(AlarmRow in, Optional<AcknowledgedRow> answered) {
    var out =
        AlarmStatus.newBuilder()
            .setKey(in.key())
            .setCode(in.code())
            .setDetail(in.detail())
            .setRaisedAt(in.raisedAt().toEpochMilli())
            .setCount(in.count());
    in.peer().map(NodeId::text).ifPresent(out::setPeer);
    time(in.clearedAt(), out::setClearedAt);
    answered.ifPresent(row -> out.setOfficer(row.officer().text()));
    time(answered.map(AcknowledgedRow::at), out::setAcknowledgedAt);
    return out.build();
  }

  static VerifyJournalResponse verdict(Queries.JournalVerdict verdict) {
    var out = VerifyJournalResponse.newBuilder();
    switch (verdict) {
      case Queries.JournalVerdict.Intact(long entries, var head, long statements, long receipts) ->
          out.getIntactBuilder()
              .setEntries(entries)
              .setHead(Scalars.bytes(head.bytes()))
              .setStatements(statements)
              .setReceipts(receipts);
      case Queries.JournalVerdict.Broken(long number, var what) ->
          out.getBrokenBuilder().setNumber(number).setWhat(what);
    }
    return out.build();
  }
}
