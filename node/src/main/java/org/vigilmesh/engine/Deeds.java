package org.vigilmesh.engine;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigilmesh.casework.CaseEvent;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseLink;
import org.vigilmesh.casework.CaseRules;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration.CaseDeed;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.Submissions.Submitted.Said;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * What officers of ours do in a case without telling the other side (CASEWORK, "What one side does
 * alone"): signed by them, kept with what they wrote under the case's key, journalled with their
 * proofs.
 */
final class Deeds {
  /** In UTF-8: a page. */
  private static final int WORDS_MAX = 4000;

  private static final int SEEN_MAX = 64;
  private static final int PERSONS_MAX = 2;
  private static final String PURGING = "E-PURGE-UNFINISHED";

  private final Ports ports;
  private final Memory memory;
  private final Cases cases;
  private final OwnOfficers officers;
  private final CaseLinks links;

  Deeds(Ports ports, Memory memory, Cases cases) {
    this.ports = ports;
    this.memory = memory;
    this.cases = cases;
    this.officers = new OwnOfficers(ports, memory);
    this.links = new CaseLinks(ports.vault());
  }

  Done take(Turn turn, CaseDeed word, String by) {
    boolean isKnown = turn.tx().findCase(word.caseId()).isPresent();
    if (!isKnown && !begins(word.deed())) {
      return Admin.failed(
          Failure.NOT_FOUND, "E-NO-SUCH-CASE", "there is no such case", "vigil case list");
    }
    if (!isKnown && memory.findPeer(word.peer()).filter(Peers::isVerified).isEmpty()) {
      return Admin.failed(
          Failure.NOT_FOUND,
          "E-PEER-UNKNOWN",
          word.peer().shown() + " is no verified peer",
          "vigil peers list");
    }
    if (!isOfForm(word)) {
      return Admin.failed(
          Failure.INPUT,
          "E-DEED-FORM",
          "words have at most 4,000 bytes, and one or two officers sign",
          "write it shorter");
    }
    if (needsReason(word.deed()) && word.words().isBlank()) {
      return Admin.failed(
          Failure.INPUT,
          "E-DEED-REASON",
          "a legal hold is set and lifted for a reason",
          "vigil case record ID keep --words REASON");
    }
    return links
        .fault(turn.tx(), word)
        .map(why -> Admin.failed(Failure.INPUT, "E-CASE-LINK", why, "vigil case list"))
        .or(() -> judge(turn, word))
        .orElseGet(() -> keep(turn, word, by));
  }

  private static boolean needsReason(Deed deed) {
    return deed == Deed.LEGAL_HOLD_SET || deed == Deed.LEGAL_HOLD_LIFTED;
  }

  private static boolean begins(Deed deed) {
    return deed == Deed.DRAFTED || deed == Deed.ORAL_RECORDED;
  }

  private static boolean isOfForm(CaseDeed word) {
    int persons = word.endorsements().size();
    return Bytes.utf8(word.words()).size() <= WORDS_MAX
        && word.seen().size() <= SEEN_MAX
        && persons >= 1
        && persons <= PERSONS_MAX;
  }

  private Optional<Done> judge(Turn turn, CaseDeed word) {
    Digest signed = signed(word);
    boolean isProven =
        word.endorsements().stream().allMatch(one -> officers.find(turn, one, signed).isPresent());
    if (!isProven) {
      return Optional.of(
          Admin.failed(
              Failure.NOT_PERMITTED,
              "E-DEED-OFFICER",
              "this is no valid signature of an officer who serves here now",
              "vigil roster show"));
    }
    return CaseRules.mayDo(
            memory.ref().node(),
            cases.events(turn.tx(), word.caseId()),
            word.deed(),
            by(word),
            turn.at())
        .map(
            objection ->
                new Done.Failed(
                    Failure.NOT_PERMITTED,
                    "E-NOT-IN-THIS-STATE",
                    objection.code() + ": " + objection.what(),
                    objection.remedy(),
                    Optional.of(new Said(objection.refusal().name(), "", objection.values()))));
  }

  private Digest signed(CaseDeed word) {
    return CaseEvent.Local.endorsedDigest(
        word.caseId(), memory.ref(), word.deed(), word.until(), word.seen(), word.words());
  }

  private static List<OfficerId> by(CaseDeed word) {
    return word.endorsements().stream().map(Endorsement::officer).toList();
  }

  private Done keep(Turn turn, CaseDeed word, String by) {
    List<String> names = by(word).stream().map(OfficerId::text).toList();
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.DEED_DONE, turn.at(), names.getFirst())
                .withPeer(word.peer().text())
                .withAct(word.caseId().toString(), "")
                .withObject(signed(word))
                .withDetail(word.deed().code() + " by " + by + proofs(word)));
    String shown =
        cases.done(
            turn,
            row(
                turn,
                word,
                names,
                entry,
                word.caseId(),
                word.peer(),
                word.urgency(),
                word.words()));
    mirror(turn, word, names, by);
    if (word.deed() == Deed.PURGED) {
      turn.alarm(
          "purge/" + word.caseId(),
          PURGING,
          Optional.of(word.peer()),
          "the key of case " + word.caseId() + " is to be destroyed");
    }
    return new Done.Ok(entry, List.of(shown));
  }

  private DeedRow row(
      Turn turn,
      CaseDeed word,
      List<String> names,
      long entry,
      CaseId caseId,
      NodeId peer,
      Urgency urgency,
      String words) {
    return new DeedRow(
        entry,
        caseId,
        peer,
        urgency,
        word.deed().code(),
        names,
        turn.at(),
        word.until(),
        caseId.equals(word.caseId()) ? word.seen() : List.of(),
        ports.vault().encrypt(caseId, Bytes.utf8(words)));
  }

  /** A link is kept in the other case, too; its entry there has the same digest and proofs. */
  private void mirror(Turn turn, CaseDeed word, List<String> names, String by) {
    Optional<CaseLink> link = CaseLinks.find(word);
    if (link.isEmpty() || CaseLinks.isPurged(turn.tx(), link.get().other())) {
      return;
    }
    CaseRow other = turn.tx().findCase(link.get().other()).orElseThrow();
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.DEED_DONE, turn.at(), names.getFirst())
                .withPeer(other.peer().text())
                .withAct(other.caseId().toString(), "")
                .withObject(signed(word))
                .withDetail(word.deed().code() + " by " + by + proofs(word)));
    String words = link.get().mirrored(word.caseId()).words();
    cases.done(
        turn, row(turn, word, names, entry, other.caseId(), other.peer(), other.urgency(), words));
  }

  private static String proofs(CaseDeed word) {
    return word.endorsements().stream()
        .map(
            one ->
                ", credential " + one.credential().bytes().hex() + ", proof " + one.proof().hex())
        .collect(Collectors.joining());
  }

  /**
   * Destroys the keys of cases whose purge was committed. What a crash left undone is done here
   * after the next start; until then the alarm says so.
   */
  void shredWhatIsPurged(Turn turn) {
    for (AlarmRow alarm : turn.tx().openAlarms()) {
      if (alarm.code().equals(PURGING)) {
        CaseId caseId = CaseId.typed(alarm.key().substring("purge/".length()));
        ports.vault().shred(caseId);
        cases.shredded(turn, caseId);
        turn.journal(
            JournalEntry.of(JournalKind.CASE_SHREDDED, turn.at(), "node")
                .withAct(caseId.toString(), ""));
        turn.clearAlarm(alarm.key());
      }
    }
  }
}
