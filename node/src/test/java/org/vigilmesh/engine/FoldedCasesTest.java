package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseState;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.ReceiptRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What is kept of a case is what its rows make it, whatever came in which order. */
final class FoldedCasesTest {
  private final Mesh mesh = new Mesh();
  private final Counting vault = new Counting();
  private Mesh.Member member = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private FoldedCases kept = folded();
  private long seq;

  @BeforeEach
  void overTheVaultThatCounts() {
    member.vault = vault;
    kept = folded();
  }

  private FoldedCases folded() {
    Ports ports = member.ports();
    return new FoldedCases(ports, member.store.read(view -> Recovery.load(ports, view)));
  }

  /** Counts what is decrypted. */
  private static final class Counting implements CaseVault {
    private final CaseVault plain = new PlainVault();
    private int decrypted;

    @Override
    public Bytes encrypt(CaseId caseId, Bytes content) {
      return plain.encrypt(caseId, content);
    }

    @Override
    public Optional<Bytes> decrypt(CaseId caseId, Bytes encrypted) {
      decrypted++;
      return plain.decrypt(caseId, encrypted);
    }

    @Override
    public Digest mark(Bytes text) {
      return plain.mark(text);
    }

    @Override
    public boolean isShredded(CaseId caseId) {
      return plain.isShredded(caseId);
    }

    @Override
    public void shred(CaseId caseId) {
      plain.shred(caseId);
    }
  }

  private LaneId lane(Act act) {
    return new LaneId(act.sender(), act.recipient(), act.urgency(), Fixtures.incarnation(1));
  }

  /** Stores {@code act} as a turn does, and tells what is kept of it. */
  private ActRow store(StoreTx tx, Act act, ActState state) {
    seq++;
    Bytes bytes = Country.CODEC.act().encode(act);
    Bytes body =
        Country.CODEC
            .body()
            .encode(new StatementBody(mesh.fresh(32), bytes, List.of(), 1, List.of()));
    ActRow row =
        new ActRow(
            act.sender().node(),
            act.id(),
            Act.digest(bytes),
            act.caseId(),
            act.content().contentType().code(),
            act.urgency(),
            act.exercise(),
            lane(act),
            seq,
            state,
            "",
            mesh.now(),
            act.notAfter());
    FoldedCase before = kept.of(tx, act.caseId());
    Bytes stored = vault.encrypt(act.caseId(), body);
    tx.addStatement(
        new StatementRow(
            lane(act),
            seq,
            Digest.sha256(body),
            Bytes.EMPTY,
            stored,
            Bytes.EMPTY,
            act.notAfter(),
            mesh.now(),
            act.caseId(),
            act.id()));
    tx.addAct(row);
    kept.added(tx, before, row, Optional.of(act), stored.size());
    return row;
  }

  private CaseState state(CaseId caseId) {
    return member.store.read(view -> kept.of(view, caseId)).state();
  }

  private void isWhatTheRowsSay(CaseId caseId, String when) {
    FoldedCase fresh = member.store.read(view -> kept.read(view, caseId));
    FoldedCase known = member.store.read(view -> kept.of(view, caseId));
    assertEquals(fresh.entries(), known.entries(), when);
    assertEquals(fresh.state(), known.state(), when);
    assertEquals(fresh.size(), known.size(), when);
  }

  private Act act(Random random, CaseId caseId, List<Digest> known) {
    Content content =
        switch (random.nextInt(6)) {
          case 0 -> MessageFixtures.request();
          case 1 -> MessageFixtures.ack();
          case 2, 3 ->
              with(
                  MessageFixtures.accepted(),
                  "value",
                  Decision.Value.values()[random.nextInt(Decision.Value.values().length)]);
          case 4 -> MessageFixtures.confirmation();
          default -> MessageFixtures.channelTest();
        };
    boolean isOurs = random.nextBoolean();
    NodeRef peer = random.nextInt(8) == 0 ? Fixtures.XC1 : Fixtures.XB1;
    List<Digest> parents = new ArrayList<>();
    if (!known.isEmpty() && random.nextInt(3) > 0) {
      parents.add(known.get(random.nextInt(known.size())));
    }
    if (random.nextInt(6) == 0) {
      parents.add(Fixtures.digest("missing " + random.nextInt(3)));
    }
    Act act = with(MessageFixtures.act(content), "sender", isOurs ? Fixtures.XA1 : Fixtures.XC1);
    act = with(act, "recipient", isOurs ? peer : Fixtures.XA1);
    act = with(act, "sender", isOurs ? Fixtures.XA1 : peer);
    act = with(act, "id", ActId.of(mesh.now().plusMillis(random.nextInt(50)), mesh.fresh(10)));
    act = with(with(act, "random", mesh.fresh(32)), "caseId", caseId);
    act = with(act, "urgency", Urgency.values()[random.nextInt(3)]);
    act = with(act, "exercise", random.nextInt(10) > 0);
    return with(act, "parents", parents.stream().distinct().toList());
  }

  private void aRandomCase(long seed) {
    Random random = new Random(seed);
    CaseId caseId = mesh.newCase();
    List<ActRow> rows = new ArrayList<>();
    for (int step = 0; step < 25; step++) {
      String when = "-Dsim.seed=" + seed + ", step " + step;
      if (rows.isEmpty() || random.nextInt(3) > 0) {
        Act act = act(random, caseId, rows.stream().map(ActRow::digest).toList());
        ActState state = ActState.values()[random.nextInt(ActState.values().length)];
        rows.add(member.store.write(tx -> store(tx, act, state)));
      } else {
        int chosen = random.nextInt(rows.size());
        rows.set(chosen, member.store.write(tx -> changed(tx, rows.get(chosen), random)));
      }
      if (random.nextInt(6) == 0) {
        kept.forget(caseId);
      }
      isWhatTheRowsSay(caseId, when);
    }
  }

  /** Delivered by a receipt, or let in or kept out by a person. */
  private ActRow changed(StoreTx tx, ActRow row, Random random) {
    boolean isOurs = row.sender().equals(Fixtures.XA);
    boolean isNew = tx.receiptCovering(row.lane(), row.seq()).isEmpty();
    ActState next = ActState.values()[random.nextInt(ActState.values().length)];
    if (isOurs && isNew) {
      Position upTo = new Position(row.seq(), row.digest());
      tx.addReceipt(new ReceiptRow(row.lane(), upTo, mesh.now(), Bytes.utf8("receipt")));
      List<ActRow> covered =
          tx.acts(row.caseId()).stream()
              .filter(one -> one.lane().equals(row.lane()) && one.seq() < row.seq())
              .toList();
      kept.changed(tx, row.caseId(), covered);
    }
    ActRow after = row.with(next, "");
    tx.putAct(after);
    kept.changed(tx, row.caseId(), List.of(after));
    return after;
  }

  @Test
  void whatIsKeptIsWhatIsReadAgainWhateverCame() {
    long first = Long.getLong("sim.seed", 1);
    for (long seed = first; seed < first + 40; seed++) {
      aRandomCase(seed);
    }
  }

  private Act opening(CaseId caseId) {
    Act act = with(MessageFixtures.act(MessageFixtures.request()), "caseId", caseId);
    act = with(with(act, "recipient", Fixtures.XC1), "sender", Fixtures.XB1);
    return with(act, "recipient", Fixtures.XA1);
  }

  private Act next(Act opening) {
    return with(
        with(opening, "id", ActId.of(mesh.now(), mesh.fresh(10))), "random", mesh.fresh(32));
  }

  @Test
  void anActMoreDecryptsNothingAgain() {
    Act opening = opening(mesh.newCase());
    member.store.write(tx -> store(tx, opening, ActState.APPLIED));
    vault.decrypted = 0;
    for (int i = 0; i < 100; i++) {
      member.store.write(tx -> store(tx, next(opening), ActState.APPLIED));
    }
    assertEquals(0, vault.decrypted);
    assertEquals(101, state(opening.caseId()).outcomes().size());
  }

  @Test
  void aCaseThatWasNotKeptIsReadOnce() {
    Act opening = opening(mesh.newCase());
    for (int i = 0; i < 10; i++) {
      member.store.write(tx -> store(tx, next(opening), ActState.APPLIED));
    }
    kept = folded();
    vault.decrypted = 0;
    state(opening.caseId());
    state(opening.caseId());
    assertEquals(10, vault.decrypted);
  }

  @Test
  void onlyTheLastCasesAreKept() {
    List<CaseId> cases = new ArrayList<>();
    for (int i = 0; i < 257; i++) {
      Act opening = opening(mesh.newCase());
      member.store.write(tx -> store(tx, next(opening), ActState.APPLIED));
      cases.add(opening.caseId());
    }
    vault.decrypted = 0;
    state(cases.getLast());
    state(cases.get(1));
    assertEquals(0, vault.decrypted);
    state(cases.getFirst());
    assertEquals(1, vault.decrypted, "the one asked for longest ago was let go");
    state(cases.get(1));
    assertEquals(1, vault.decrypted);
    state(cases.get(2));
    assertEquals(2, vault.decrypted, "and the next one for it");
  }

  @Test
  void whatWasShreddedIsNotKeptEither() {
    Act opening = opening(mesh.newCase());
    member.store.write(tx -> store(tx, opening, ActState.APPLIED));
    assertTrue(state(opening.caseId()).base().isPresent());
    vault.shred(opening.caseId());
    assertFalse(state(opening.caseId()).base().isPresent());
    isWhatTheRowsSay(opening.caseId(), "shredded");
  }
}
