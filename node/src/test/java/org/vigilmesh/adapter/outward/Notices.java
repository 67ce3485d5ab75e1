package org.vigilmesh.adapter.outward;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.Fixtures;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.value.Urgency;

/** Notices to send. */
final class Notices {
  static final CaseId CASE =
      CaseId.of(Instant.parse("2031-03-04T10:00:00Z"), Fixtures.bytes("case", 10));

  private Notices() {}

  static Notice breach() {
    return notice("E-CLOCK-BREACH", false);
  }

  static Notice notice(String kind, boolean exercise) {
    return new Notice(
        Fixtures.digest("notice " + kind),
        kind,
        Optional.of(CASE),
        Optional.of(Urgency.URGENT),
        exercise,
        Instant.parse("2031-03-04T10:15:30.5Z"));
  }

  static Notice ofNode() {
    return new Notice(
        Fixtures.digest("node"),
        "E-READ-ONLY",
        Optional.empty(),
        Optional.empty(),
        false,
        Instant.parse("2031-03-04T10:15:30Z"));
  }
}
