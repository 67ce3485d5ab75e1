package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.RequestPart.RuleOverride;
import org.vigilmesh.message.Rule;
import org.vigilmesh.message.Validation;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.NoteKind;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.StoreView;

/** What is to be noticed about the acts of a case, without their content. */
final class Notes {
  private final CaseVault vault;
  private final Cases cases;

  Notes(CaseVault vault, Cases cases) {
    this.vault = vault;
    this.cases = cases;
  }

  /** {@code speakers} is empty where the peer is none any more. */
  List<CaseNote> of(StoreView view, CaseId caseId, Optional<Noticed.Speakers> speakers) {
    List<CaseNote> notes = new ArrayList<>();
    List<Act> before = new ArrayList<>();
    Optional<Noticed> noticed = speakers.map(both -> new Noticed(view, vault, cases, both));
    for (ActRow row : view.acts(caseId)) {
      Optional<StatementBody> body = cases.findBody(view, row);
      Optional<Act> act = cases.find(view, row);
      if (body.isPresent() && act.isPresent()) {
        boolean isTheirs =
            speakers.filter(both -> both.sender().node().node().equals(row.sender())).isPresent();
        if (isTheirs) {
          notes.addAll(noticed.orElseThrow().about(row, act.get(), body.get(), before));
        }
        Validation.setAside(act.get()).forEach(one -> notes.add(setAside(row, one)));
        before.add(act.get());
      }
    }
    return notes;
  }

  private static CaseNote setAside(ActRow row, RuleOverride one) {
    String citation = Rule.valueOf(one.rule()).citation();
    return new CaseNote(
        row.id(), NoteKind.SET_ASIDE, one.rule(), "", citation, one.by(), List.of());
  }
}
