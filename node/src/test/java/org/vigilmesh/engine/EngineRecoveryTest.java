package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Failpoint;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.value.Urgency;

/** The process ends at any named step: nobody was told what is not there, nothing is lost. */
final class EngineRecoveryTest {
  private static final List<String> OF_THE_SENDER =
      List.of(
          "E1.turn.drained",
          "E2.turn.stepped",
          "E3.turn.beforeCommit",
          "E4.turn.afterCommit",
          "E6.turn.effect",
          "S1.submit.checked",
          "S2.place.reserved",
          "S3.sign.handed",
          "S4.sign.returned",
          "S5.statement.committed",
          "S6.send.before",
          "S7.send.after",
          "S9.receipt.verified",
          "S10.receipt.committed");
  private static final List<String> OF_THE_RECEIVER =
      List.of(
          "E1.turn.drained",
          "E3.turn.beforeCommit",
          "E4.turn.afterCommit",
          "E6.turn.effect",
          "R2.frame.capped",
          "R3.open.handed",
          "R4.open.returned",
          "R5.position.decided",
          "R6.accept.committed",
          "R8.receipt.handed",
          "R9.receipt.signed",
          "R10.receipt.sent",
          "R11.receipt.stored");

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private Mesh.Member xa;
  private Mesh.Member xb;

  /** The end of a process. */
  private static final class Halt extends RuntimeException {
    private static final long serialVersionUID = 1;

    Halt(String where) {
      super(where);
    }
  }

  @BeforeEach
  void twoNodesThatKnowEachOther() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
  }

  private static Failpoint haltAt(String name, int nth) {
    AtomicInteger hits = new AtomicInteger();
    return reached -> {
      if (reached.equals(name) && hits.incrementAndGet() == nth) {
        throw new Halt(name);
      }
    };
  }

  /** Runs until nothing is left to do or a process has ended; whether one has. */
  private boolean settles() {
    try {
      mesh.settle();
      return true;
    } catch (Halt halt) {
      return false;
    }
  }

  private void deliversOnceThough(Mesh.Member halted, String name, int nth) {
    Act act = letters.act(letters.test(xa, xb, Urgency.URGENT));
    Submission submission = letters.signed(xa, act, List.of());
    Letters.Sent sent = letters.submit(xa, submission, act);
    halted.failpoint = haltAt(name, nth);
    boolean lived = settles();
    halted.failpoint = Failpoint.NONE;
    boolean isTold = sent.isAccepted();
    if (!lived) {
      assertTrue(!isTold || Watch.holds(xa, sent), "told before stored: " + name);
      halted.restart();
    }
    mesh.pass(Duration.ofSeconds(3));
    Letters.Sent again = letters.submit(xa, submission, act);
    mesh.settle();
    String where = name + " " + nth;
    assertFalse(again.answers().isEmpty(), where);
    assertEquals(ActState.DELIVERED, Watch.state(xa, sent), where);
    assertEquals(ActState.APPLIED, Watch.state(xb, sent), where);
    assertEquals(1, xb.store.read(view -> view.acts(act.caseId())).size(), where);
    assertFalse(Watch.isReadOnly(xa) || Watch.isReadOnly(xb), where);
  }

  @Test
  void aSenderMayEndAnywhere() {
    for (String name : OF_THE_SENDER) {
      for (int nth = 1; nth <= 2; nth++) {
        deliversOnceThough(xa, name, nth);
      }
    }
    assertInstanceOf(JournalVerdict.Intact.class, xa.engine.queries().verifyJournal());
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  @Test
  void aReceiverMayEndAnywhere() {
    for (String name : OF_THE_RECEIVER) {
      for (int nth = 1; nth <= 2; nth++) {
        deliversOnceThough(xb, name, nth);
      }
    }
    assertInstanceOf(JournalVerdict.Intact.class, xa.engine.queries().verifyJournal());
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
  }

  @Test
  void whatEndsBeforeTheCommitLeavesNoTrace() {
    for (int nth = 1; nth <= 3; nth++) {
      long entries = xa.engine.queries().status().journalNumber();
      Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.URGENT));
      xa.failpoint = haltAt("E3.turn.beforeCommit", nth);
      assertFalse(settles());
      xa.failpoint = Failpoint.NONE;
      assertTrue(sent.answers().isEmpty(), "nobody was told");
      assertFalse(Watch.holds(xa, sent));
      assertFalse(Watch.holds(xb, sent));
      assertEquals(entries, xa.store.read(view -> view.journalHead()).orElseThrow().number());
      xa.restart();
      mesh.pass(Duration.ofSeconds(3));
    }
  }

  @Test
  void whatEndsAfterTheCommitIsOfferedAgain() {
    Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.URGENT));
    xa.failpoint =
        name -> {
          if (name.equals("E4.turn.afterCommit") && Watch.holds(xa, sent)) {
            throw new Halt(name);
          }
        };
    assertFalse(settles());
    xa.failpoint = Failpoint.NONE;
    assertTrue(sent.answers().isEmpty(), "stored, and nobody was told");
    assertTrue(Watch.holds(xa, sent));
    xa.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
  }

  @Test
  void aReceiptThatNeverArrivedIsSentAgain() {
    Letters.Sent sent = letters.send(letters.test(xa, xb, Urgency.URGENT));
    xb.failpoint = haltAt("R9.receipt.signed", 1);
    assertFalse(settles());
    xb.failpoint = Failpoint.NONE;
    assertEquals(ActState.ACCEPTED_FOR_SENDING, Watch.state(xa, sent));
    assertEquals(ActState.APPLIED, Watch.state(xb, sent));
    xb.restart();
    mesh.pass(Duration.ofSeconds(3));
    assertEquals(ActState.DELIVERED, Watch.state(xa, sent));
    assertEquals(1, xb.store.read(view -> view.acts(sent.act().caseId())).size());
  }

  @Test
  void everyFailpointOfTheListIsReached() {
    Set<String> reached = new TreeSet<>();
    xa.failpoint = reached::add;
    xb.failpoint = reached::add;
    letters.send(letters.test(xa, xb, Urgency.URGENT));
    mesh.settle();
    Set<String> listed = new TreeSet<>(OF_THE_SENDER);
    listed.addAll(OF_THE_RECEIVER);
    assertEquals(listed, reached);
  }
}
