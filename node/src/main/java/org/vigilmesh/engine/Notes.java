package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.RequestPart.RuleOverride;
import org.vigilmesh.message.Validation;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.NoteKind;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.StoreView;

/** What is to be noticed about the acts of a case, without their content. */
final class Notes {
  private final Cases cases;

  Notes(Cases cases) {
    this.cases = cases;
  }

  List<CaseNote> of(StoreView view, CaseId caseId) {
    List<CaseNote> notes = new ArrayList<>();
    for (ActRow row : view.acts(caseId)) {
      cases.find(view, row).stream()
          .flatMap(act -> Validation.setAside(act).stream())
          .map(one -> setAside(row, one))
          .forEach(notes::add);
    }
    return notes;
  }

  private static CaseNote setAside(ActRow row, RuleOverride one) {
    return new CaseNote(row.id(), NoteKind.SET_ASIDE, one.rule(), "", one.by(), List.of());
  }
}
