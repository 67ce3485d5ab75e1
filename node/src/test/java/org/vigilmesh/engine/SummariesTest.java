package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.CaseQuery.Order;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Queries.SummaryVerdict;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Urgency;

/** Lists say what the acts say: as they come, after a restart, and when somebody changed them. */
final class SummariesTest {
  private final TwoNodes two = new TwoNodes();
  private final Mesh mesh = two.mesh;
  private final Mesh.Member xa = two.xa;
  private final Mesh.Member xb = two.xb;
  private final Letters letters = two.letters;
  private final Matter matter = new Matter(mesh, letters, xa, xb);

  @BeforeEach
  void aCaseThatIsHeld() {
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    matter.decide(Decision.Value.ACCEPTED);
    mesh.settle();
    matter.preserve();
    mesh.settle();
  }

  private static Queries ask(Mesh.Member member) {
    return member.engine.queries();
  }

  private CaseId caseId() {
    return matter.opening.caseId();
  }

  private static void isClean(Mesh.Member member, long cases) {
    assertEquals(new SummaryVerdict(cases, 0, 0, List.of()), ask(member).checkSummaries());
  }

  @Test
  void bothSidesListTheCaseByWhatItNamesAndNothingElse() {
    PreservationRequest request = (PreservationRequest) matter.opening.content();
    DataItem.Identifier one = request.wanted().dataItems().getFirst().identifiers().getFirst();
    for (Mesh.Member member : List.of(xa, xb)) {
      Queries queries = ask(member);
      CaseQuery named = CaseQuery.NEWEST.naming(queries.identifierDigest(one.value()));
      assertEquals(
          List.of(caseId()), queries.cases(named, 9).stream().map(CaseRow::caseId).toList());
      String number = request.caseRefs().requesting();
      CaseQuery filed = CaseQuery.NEWEST.naming(queries.referenceDigest(number));
      assertEquals(1, queries.cases(filed, 9).size());
      CaseQuery other = CaseQuery.NEWEST.naming(queries.identifierDigest("somebody else"));
      assertEquals(List.of(), queries.cases(other, 9));
    }
  }

  @Test
  void aHoldIsListedByItsEndUntilItIsReleased() {
    CaseRow held = ask(xb).cases(CaseQuery.by(Order.HOLD_END), 9).getFirst();
    assertEquals(caseId(), held.caseId());
    assertTrue(held.heldUntil().isPresent());
    CaseQuery sooner = CaseQuery.by(Order.HOLD_END).before(held.heldUntil().orElseThrow());
    assertEquals(List.of(), ask(xb).cases(sooner, 9));
  }

  @Test
  void checkFindsNothingAfterEveryKindOfChange() {
    letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    mesh.settle();
    isClean(xa, 2);
    isClean(xb, 2);
  }

  private static void tamper(Mesh.Member member, Consumer<StoreTx> change) {
    member.store.write(
        tx -> {
          change.accept(tx);
          return true;
        });
  }

  @Test
  void checkNamesACaseWhoseSummaryOrIndexWasChanged() {
    CaseRow row = ask(xb).cases(CaseQuery.NEWEST, 1).getFirst();
    tamper(xb, tx -> tx.putMentions(caseId(), Set.of(Fixtures.digest("nothing of it"))));
    SummaryVerdict index = ask(xb).checkSummaries();
    assertEquals(1, index.different());
    assertTrue(index.told().getFirst().startsWith(caseId() + ": the index"), index.toString());

    tamper(
        xb,
        tx ->
            tx.putCase(
                new CaseRow(
                    row.caseId(),
                    row.peer(),
                    row.ours(),
                    row.contentType(),
                    row.urgency(),
                    row.exercise(),
                    "released",
                    row.marks(),
                    row.deadline(),
                    row.heldUntil(),
                    row.openedAt(),
                    row.changedAt(),
                    row.change())));
    SummaryVerdict summary = ask(xb).checkSummaries();
    assertEquals(
        List.of(caseId() + ": the summary says released, the acts " + row.state()), summary.told());
  }

  @Test
  void aStoreWithSummariesOfAnotherFormMakesThemAnewAtTheNextStart() {
    mesh.pass(Duration.ofMinutes(1));
    letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    mesh.settle();
    List<CaseRow> before = ask(xb).cases(CaseQuery.NEWEST, 9);
    tamper(
        xb,
        tx -> {
          tx.putMentions(caseId(), Set.of());
          tx.putSummaryForm(0);
        });
    xb.restart();
    mesh.settle();
    isClean(xb, 2);
    assertEquals(Summaries.FORM, xb.store.read(StoreView::summaryForm));
    List<CaseRow> after = ask(xb).cases(CaseQuery.NEWEST, 9);
    assertEquals(
        before.stream().map(CaseRow::caseId).toList(),
        after.stream().map(CaseRow::caseId).toList(),
        "in the order in which they changed");
    assertEquals(before.getFirst().state(), after.getFirst().state());
  }

  @Test
  void aCaseWhoseContentWasDestroyedIsCountedApart() {
    xb.vault.shred(caseId());
    assertEquals(new SummaryVerdict(0, 1, 0, List.of()), ask(xb).checkSummaries());
    Optional<CaseRow> row = xb.store.read(view -> view.findCase(caseId()));
    assertFalse(row.isEmpty());
  }
}
