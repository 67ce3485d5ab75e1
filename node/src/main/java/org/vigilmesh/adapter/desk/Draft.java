package org.vigilmesh.adapter.desk;

import java.util.List;
import java.util.Locale;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.sheet.ReviewSheet;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * An act as it was shown for signing: its exact bytes, and the sheet that was shown.
 *
 * @param id names it within its web session
 * @param sheet what the officer read; the act holds its digest
 * @param origin where it was written
 */
record Draft(
    String id,
    CaseId caseId,
    boolean exercise,
    Bytes act,
    List<Bytes> attachments,
    ReviewSheet sheet,
    Origin origin) {
  Draft {
    attachments = List.copyOf(attachments);
  }

  /** What a passkey signs. */
  Digest challenge() {
    return Act.endorsedDigest(act);
  }

  Draft from(Origin place) {
    return new Draft(id, caseId, exercise, act, attachments, sheet, place);
  }

  /** A few digits of the act's digest, to compare on screen and paper. */
  String shortCode() {
    return shortCode(Act.digest(act));
  }

  static String shortCode(Digest act) {
    String hex = act.hex();
    return (hex.substring(0, 4) + "-" + hex.substring(4, 8) + "-" + hex.substring(8, 12))
        .toUpperCase(Locale.ROOT);
  }
}
