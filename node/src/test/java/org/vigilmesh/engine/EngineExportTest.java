package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Queries.CaseEvidence;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Queries.OpenedAct;
import org.vigilmesh.port.Queries.StatementEvidence;
import org.vigilmesh.port.Verifier.Verdict;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What a node hands out of a case for others to check. */
final class EngineExportTest {
  private final Mesh mesh = new Mesh();
  private final Matter matter;
  private final Mesh.Member xa;
  private final Mesh.Member xb;

  EngineExportTest() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, new Letters(mesh), xa, xb);
  }

  @BeforeEach
  void aRequestThatWasAcknowledged() {
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
  }

  private CaseEvidence exported(Mesh.Member at) {
    return at.engine.queries().exportCase(matter.opening.caseId(), "root").orElseThrow();
  }

  private static Signed<StatementHeader> header(StatementEvidence one) {
    return Country.CODEC.signedHeader().decode(one.header()).find().orElseThrow();
  }

  private static Signed<Receipt> receipt(StatementEvidence one) {
    return Country.CODEC.signedReceipt().decode(one.receipt().orElseThrow()).find().orElseThrow();
  }

  /** The certificates that the exported card of this hash names for the signer. */
  private static CertificatePair pair(CaseEvidence evidence, Digest card, Signed<?> signed) {
    return evidence.cards().stream()
        .map(bytes -> Country.CODEC.signedCard().decode(bytes).find().orElseThrow())
        .filter(found -> found.hash().equals(card))
        .map(Signed::value)
        .map((Card value) -> value.findPair(signed.signatures().signer()).orElseThrow())
        .map(SigningPair::certificates)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bothSidesExportHeadersAndReceiptsThatVerifyFromTheExportedCardsAlone() {
    for (Mesh.Member at : List.of(xa, xb)) {
      CaseEvidence evidence = exported(at);
      assertEquals(2, evidence.statements().size());
      assertEquals(2, evidence.cards().size());
      for (StatementEvidence one : evidence.statements()) {
        Signed<StatementHeader> header = header(one);
        Signed<Receipt> receipt = receipt(one);
        assertEquals(
            Verdict.VALID,
            Country.CRYPTO
                .verifier()
                .verify(
                    Purpose.STATEMENT,
                    header.value().createdAt(),
                    header.bytes(),
                    header.signatures(),
                    pair(evidence, header.value().sender().card(), header)));
        assertEquals(
            Verdict.VALID,
            Country.CRYPTO
                .verifier()
                .verify(
                    Purpose.RECEIPT,
                    receipt.value().receivedAt(),
                    receipt.bytes(),
                    receipt.signatures(),
                    pair(evidence, receipt.value().issuer().card(), receipt)));
        assertEquals(header.value().laneId(), receipt.value().lane());
        assertTrue(receipt.value().upTo().seq() >= header.value().seq());
      }
    }
  }

  @Test
  void whatBothSidesHoldIsTheSame() {
    List<Bytes> ours = exported(xa).statements().stream().map(StatementEvidence::header).toList();
    List<Bytes> theirs = exported(xb).statements().stream().map(StatementEvidence::header).toList();
    assertEquals(ours, theirs);
  }

  @Test
  void aStatementThatHasNotArrivedHasNoReceipt() {
    Matter second = new Matter(mesh, new Letters(mesh), xa, xb);
    xb.crash();
    second.request();
    mesh.settle();
    CaseEvidence evidence =
        xa.engine.queries().exportCase(second.opening.caseId(), "root").orElseThrow();
    assertEquals(
        List.of(Optional.empty()),
        evidence.statements().stream().map(StatementEvidence::receipt).toList());
  }

  @Test
  void everyExportIsAJournalEntryThatNamesTheAdministrator() {
    long number = exported(xa).journal();
    var row = xa.engine.queries().journal(number, 1).getFirst();
    JournalEntry entry = JournalEntry.decode(row.entry());
    assertEquals(JournalKind.EXPORTED, entry.kind());
    assertEquals("root", entry.actor());
    assertEquals(matter.opening.caseId().toString(), entry.caseId());
    assertNotEquals(number, exported(xa).journal());
    assertInstanceOf(JournalVerdict.Intact.class, xa.engine.queries().verifyJournal());
  }

  @Test
  void anUnknownCaseGivesNothingAndIsNotJournalled() {
    long before = xa.engine.queries().status().journalNumber();
    CaseId unknown = mesh.newCase();
    assertEquals(Optional.empty(), xa.engine.queries().exportCase(unknown, "root"));
    assertEquals(before, xa.engine.queries().status().journalNumber());
  }

  @Test
  void anOpenedBodyIsTheOneWhoseDigestTheHeaderHas() {
    Digest challenge = xb.engine.queries().openingChallenge(matter.opening.caseId());
    List<OpenedAct> opened =
        xb.engine
            .queries()
            .openCase(matter.opening.caseId(), xb.country.endorse("a.haddad", challenge), "root")
            .orElseThrow()
            .acts();
    List<Bytes> digests =
        exported(xb).statements().stream().map(one -> header(one).value().bodyDigest()).toList();
    assertEquals(digests, opened.stream().map(one -> Digest.sha512(one.body())).toList());
  }
}
