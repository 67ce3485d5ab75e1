package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XA1;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.XB1;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.Fixtures.endorsement;
import static org.vigilmesh.Fixtures.lane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.JournalRow;
import org.vigilmesh.port.Submissions;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** A node of fixed facts behind the admin socket, which notes what was asked of it and by whom. */
final class PlainNode implements Submissions, Administration, PlainFacts, AdminPorts.Stop {
  static final ActId ACT = ActId.of(T, bytes("act", 10));
  static final CaseId CASE = CaseId.of(T, bytes("case", 10));

  private final List<String> asked = new ArrayList<>();
  private Submitted outcome = new Submitted.Rejected("E-NONE", List.of());
  private Done done = new Done.Ok(17, List.of("first", "second"));
  private @Nullable Progress progress;
  private JournalVerdict verdict = new JournalVerdict.Intact(9, digest("head"), 3, 2);
  private long rows = 2_500;
  private long changes = 1;
  private volatile CaseQuery question = CaseQuery.NEWEST;
  private boolean isBroken;

  private synchronized void note(Object... words) {
    asked.add(Arrays.stream(words).map(String::valueOf).collect(Collectors.joining(" ")));
    if (isBroken) {
      throw new IllegalStateException("secret of the machine");
    }
  }

  /** What the last list asked for. */
  CaseQuery question() {
    return question;
  }

  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  synchronized void outcome(Submitted next) {
    outcome = next;
  }

  synchronized void done(Done next) {
    done = next;
  }

  synchronized void verdict(JournalVerdict next) {
    verdict = next;
  }

  synchronized void breakDown() {
    isBroken = true;
  }

  synchronized void progress(Progress next) {
    progress = next;
    change();
  }

  synchronized void append(long more) {
    rows += more;
    change();
  }

  private synchronized void change() {
    changes++;
    notifyAll();
  }

  @Override
  public void submit(Submission submission, Consumer<Submitted> answer) {
    note(
        "submit",
        submission.act(),
        submission.endorsements().size(),
        submission.attachments().size());
    answer.accept(outcome);
  }

  @Override
  public Optional<DraftContext> draftContext(NodeId recipient, @Nullable CaseId caseId) {
    note("draftContext", recipient, caseId);
    if (!recipient.equals(XB)) {
      return Optional.empty();
    }
    Optional<CaseContext> about =
        Optional.ofNullable(caseId)
            .map(
                id ->
                    new CaseContext(
                        id,
                        true,
                        "urgent",
                        ACT,
                        digest("opening"),
                        List.of(digest("a"), digest("b"))));
    return Optional.of(new DraftContext(XA1, XB1, 4, about));
  }

  @Override
  public synchronized Optional<Progress> progress(ActId act) {
    note("progress", act);
    return act.equals(ACT) ? Optional.ofNullable(progress) : Optional.empty();
  }

  @Override
  public synchronized long awaitChange(long seen, long patienceMillis) throws InterruptedException {
    if (changes <= seen && patienceMillis > 0) {
      wait(patienceMillis);
    }
    return changes;
  }

  @Override
  public Done addPeer(Bytes signedCard, String by) {
    return answered("addPeer", signedCard, by);
  }

  private synchronized Done answered(Object... words) {
    note(words);
    return done;
  }

  @Override
  public Done verifyPeer(NodeId peer, String typedFingerprint, String by) {
    return answered("verifyPeer", peer, typedFingerprint, by);
  }

  @Override
  public Done suspendPeer(NodeId peer, String reason, String by) {
    return answered("suspendPeer", peer, reason, by);
  }

  @Override
  public Done resumePeer(NodeId peer, String reason, String by) {
    return answered("resumePeer", peer, reason, by);
  }

  @Override
  public Done revokePeer(NodeId peer, String reason, String by) {
    return answered("revokePeer", peer, reason, by);
  }

  @Override
  public Done removePeer(NodeId peer, String by) {
    return answered("removePeer", peer, by);
  }

  @Override
  public Done importCard(Bytes signedCard, String by) {
    return answered("importCard", signedCard, by);
  }

  @Override
  public Done importRoster(Bytes endorsedRoster, String by) {
    return answered("importRoster", endorsedRoster, by);
  }

  @Override
  public Done rotate(KeyUse use, boolean planOnly, String by) {
    return answered("rotate", use, planOnly, by);
  }

  @Override
  public Done ping(NodeId peer) {
    return answered("ping", peer);
  }

  @Override
  public Done confirmAct(Confirmation word, String by) {
    return answered(
        "confirmAct", word.sender(), word.act(), word.reason(), word.endorsement().officer(), by);
  }

  @Override
  public Done doDeed(CaseDeed word, String by) {
    String officer = word.endorsements().getFirst().officer().text();
    return answered("doDeed", word.caseId(), word.deed(), word.until(), word.words(), officer, by);
  }

  @Override
  public Done acknowledgeAlarm(Acknowledgement word, String by) {
    return answered("acknowledgeAlarm", PlainAlarms.words(word), by);
  }

  @Override
  public Done clearAlarm(String key, String by) {
    return answered("clearAlarm", key, by);
  }

  @Override
  public void stop(boolean drain, String by) {
    note("stop", drain, by);
  }

  @Override
  public NodeStatus status() {
    note("status");
    return new NodeStatus(
        XA,
        2,
        "3/abcdef01",
        true,
        "rolled back",
        T.minusSeconds(7),
        T,
        T.minusSeconds(60),
        "0.1.0",
        7401,
        42,
        digest("head"),
        5,
        6,
        7,
        T.plusSeconds(60));
  }

  @Override
  public List<PeerStatus> peers() {
    return List.of(PlainWitness.peer(XB, true), PlainWitness.peer(XA, false));
  }

  @Override
  public Optional<PeerStatus> peer(NodeId node) {
    return node.equals(XB) ? Optional.of(PlainWitness.peer(XB, true)) : Optional.empty();
  }

  @Override
  public Optional<WitnessStatus> witness(NodeId node) {
    return node.equals(XB) ? Optional.of(PlainWitness.of(XB)) : Optional.empty();
  }

  @Override
  public List<WitnessStatus> witnesses() {
    return List.of(PlainWitness.of(XB));
  }

  @Override
  public Plan planResume() {
    return isBroken ? PlainWitness.refused() : PlainWitness.plan();
  }

  @Override
  public Done resume(Resumption word, String by) {
    note("resume", word.challenge().brief(), word.reason(), word.endorsement().officer(), by);
    return done;
  }

  @Override
  public Done confirmStart(NodeId peer, String reason, String by) {
    note("confirmStart", peer, reason, by);
    return done;
  }

  @Override
  public List<CaseRow> cases(CaseQuery query, int limit) {
    question = query;
    long before = Math.min(251, query.after().map(CaseQuery.Place::key).orElse(251L));
    return LongStream.iterate(before - 1, change -> change - 1)
        .takeWhile(change -> change >= 1)
        .mapToObj(PlainCases::row)
        .filter(query::fits)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<CaseStatus> caseStatus(CaseId caseId) {
    return caseId.equals(CASE) ? Optional.of(PlainCases.status()) : Optional.empty();
  }

  @Override
  public Digest openingChallenge(CaseId caseId) {
    return digest("challenge");
  }

  @Override
  public Optional<OpenedCase> openCase(CaseId caseId, Endorsement endorsement, String by) {
    note("openCase", caseId, endorsement.officer(), by);
    return endorsement.officer().text().equals("j.morgan")
        ? Optional.of(
            new OpenedCase(
                List.of(
                    new OpenedAct(
                        PlainCases.entry(),
                        bytes("content", 99),
                        List.of(endorsement),
                        bytes("body", 131))),
                List.of(new OpenedDeed(PlainCases.entry(), "phoned the custodian"))))
        : Optional.empty();
  }

  @Override
  public Optional<CaseEvidence> exportCase(CaseId caseId, String by) {
    note("exportCase", caseId, by);
    return caseId.equals(CASE)
        ? Optional.of(
            new CaseEvidence(
                List.of(
                    new StatementEvidence(
                        PlainCases.entry(), bytes("header", 20), Optional.empty()),
                    new StatementEvidence(
                        PlainCases.entry(), bytes("header", 21), Optional.of(bytes("receipt", 9)))),
                List.of(bytes("card", 500)),
                List.of(bytes("roster", 600)),
                org.vigilmesh.Fixtures.XB1,
                18))
        : Optional.empty();
  }

  @Override
  public synchronized List<JournalRow> journal(long from, int limit) {
    return LongStream.rangeClosed(from, rows)
        .limit(limit)
        .mapToObj(
            n ->
                new JournalRow(
                    n,
                    bytes("salt" + n, 16),
                    bytes("entry" + n, 40),
                    digest("d" + n),
                    digest("h" + n)))
        .toList();
  }

  @Override
  public synchronized JournalVerdict verifyJournal() {
    return verdict;
  }

  @Override
  public Done testAlarms(String by) {
    return new Done.Ok(6, List.of("mail: taken for " + by));
  }

  @Override
  public List<AlarmRow> alarms() {
    return PlainAlarms.open();
  }

  @Override
  public Optional<AcknowledgedRow> acknowledged(String alarmKey) {
    return PlainAlarms.acknowledged(alarmKey);
  }

  static Submitted accepted() {
    return new Submitted.AcceptedForSending(ACT, lane(XA1, XB1, Urgency.URGENT), 1, 8, T);
  }

  static Endorsement by(String officer) {
    return endorsement(officer, "file key");
  }
}
