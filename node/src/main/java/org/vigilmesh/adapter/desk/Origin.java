package org.vigilmesh.adapter.desk;

import java.util.Optional;
import org.vigilmesh.message.CaseId;

/**
 * Where an act that is shown for signing was written.
 *
 * @param back the address to go back to
 * @param kept the draft that it was made from; empty where nothing was kept
 * @param paper the same with what was typed; empty where nothing was
 */
record Origin(String back, Optional<CaseId> kept, Optional<KeptForm> paper) {
  static Origin inCase(CaseId caseId) {
    return new Origin("/cases/" + caseId, Optional.empty(), Optional.empty());
  }

  static Origin draft(CaseId kept, KeptForm paper) {
    return new Origin(paper.form() + "?draft=" + kept, Optional.of(kept), Optional.of(paper));
  }
}
