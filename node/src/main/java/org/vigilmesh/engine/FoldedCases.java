package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;

/**
 * Cases read from the store, and the last few kept: adding an act to one of those decrypts nothing
 * again. What is kept belongs to turns alone; after a turn that failed there is no next one, so it
 * never differs from committed rows.
 */
final class FoldedCases {
  /** What a busy desk has open at once; others are read again. */
  private static final int KEPT_MAX = 256;

  /** Of stored bodies: a small machine has this to spare beside the inbound budget. */
  private static final long KEPT_BYTES_MAX = 128L << 20;

  private final Ports ports;
  private final Memory memory;
  private final Map<CaseId, FoldedCase> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long keptBytes;

  FoldedCases(Ports ports, Memory memory) {
    this.ports = ports;
    this.memory = memory;
  }

  private NodeId self() {
    return memory.ref().node();
  }

  /** The case as this turn's view has it; to be asked by turns alone. */
  FoldedCase of(StoreView view, CaseId caseId) {
    if (ports.vault().isShredded(caseId)) {
      forget(caseId);
      return read(view, caseId);
    }
    FoldedCase known = kept.get(caseId);
    return known != null ? known : keep(caseId, read(view, caseId));
  }

  /** The case from the store alone; from any thread. */
  FoldedCase read(StoreView view, CaseId caseId) {
    List<FoldedCase.Entry> entries = new ArrayList<>();
    for (ActRow row : view.acts(caseId)) {
      Optional<StatementRow> statement = view.statement(row.lane(), row.seq());
      Optional<Act> act = statement.flatMap(this::findBody).flatMap(this::find);
      long size = statement.map(s -> s.body().size()).orElse(0);
      entries.add(new FoldedCase.Entry(row, act, reached(view, row), size));
    }
    return FoldedCase.of(self(), entries, view.deeds(caseId));
  }

  private FoldedCase keep(CaseId caseId, FoldedCase folded) {
    forget(caseId);
    kept.put(caseId, folded);
    keptBytes += folded.size();
    Iterator<FoldedCase> eldest = kept.values().iterator();
    while (kept.size() > 1 && (kept.size() > KEPT_MAX || keptBytes > KEPT_BYTES_MAX)) {
      keptBytes -= eldest.next().size();
      eldest.remove();
    }
    return folded;
  }

  /** The case is read again when it is asked for next. */
  void forget(CaseId caseId) {
    FoldedCase old = kept.remove(caseId);
    keptBytes -= old == null ? 0 : old.size();
  }

  /** A row that was just added to a case of which {@code before} was what stood. */
  FoldedCase added(StoreView view, FoldedCase before, ActRow row, Optional<Act> act, long size) {
    return keep(row.caseId(), before.plus(self(), entry(view, row, act, size)));
  }

  /** A local act that was just done in a case of which {@code before} was what stood. */
  FoldedCase done(FoldedCase before, DeedRow row) {
    return keep(row.caseId(), before.plus(self(), row));
  }

  /** Rows of one case whose state or delivery has changed in this turn. */
  FoldedCase changed(StoreView view, CaseId caseId, List<ActRow> rows) {
    FoldedCase before = of(view, caseId);
    List<FoldedCase.Entry> changed = new ArrayList<>();
    for (ActRow row : rows) {
      before
          .find(row.sender(), row.id())
          .ifPresent(old -> changed.add(entry(view, row, old.act(), old.size())));
    }
    return keep(caseId, before.with(self(), changed));
  }

  private FoldedCase.Entry entry(StoreView view, ActRow row, Optional<Act> act, long size) {
    ActRow stored = view.act(row.sender(), row.id()).orElseThrow();
    return new FoldedCase.Entry(stored, act, reached(view, stored), size);
  }

  /** When the act reached the other node: by receipt for ours, by its storing for theirs. */
  private Optional<Instant> reached(StoreView view, ActRow row) {
    return row.sender().equals(self())
        ? Deliveries.deliveredAt(view, row)
        : Optional.of(row.storedAt());
  }

  /** The statement body behind a row, decrypted. */
  Optional<StatementBody> findBody(StatementRow statement) {
    return findBodyBytes(statement).flatMap(plain -> ports.codec().body().decode(plain).find());
  }

  Optional<Bytes> findBodyBytes(StatementRow statement) {
    return ports.vault().decrypt(statement.caseId(), statement.body());
  }

  /** The act in a body; empty when it is unreadable. */
  Optional<Act> find(StatementBody body) {
    return ports.codec().act().decode(body.act()).find();
  }
}
