package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.adapter.grpc.PlainNode.ACT;
import static org.vigilmesh.adapter.grpc.PlainNode.CASE;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.port.CaseStanding;
import org.vigilmesh.port.CaseStanding.Running;
import org.vigilmesh.port.CaseStanding.Waiting;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.port.Queries.LinkedCase;
import org.vigilmesh.port.Queries.TimelineEntry;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Submissions.Submitted.Said;
import org.vigilmesh.value.Urgency;

/** The case of the {@link PlainNode}. */
final class PlainCases {
  private static final LinkedCase LINK =
      new LinkedCase(CASE, "duplicate", T, List.of("a.haddad"), "xc", "closed");

  private static final CaseStanding STANDING =
      new CaseStanding(
          "accepted",
          "provisional",
          List.of("clarification"),
          List.of("oral"),
          List.of(new CaseStanding.Item("i1", "accepted")),
          List.of(
              new Running(
                  "custodian",
                  "",
                  T,
                  T.plusSeconds(9),
                  Waiting.PEER,
                  Optional.of(T.plusSeconds(7))),
              new Running("retention", ACT.toString(), T, T, Waiting.BOTH, Optional.empty())));

  private PlainCases() {}

  static CaseStatus status() {
    return new CaseStatus(
        row(5), List.of(entry()), List.of(PlainNote.NOTE), STANDING, List.of(LINK));
  }

  static CaseRow row(long change) {
    return new CaseRow(
        CASE,
        XB,
        true,
        "preservation_request",
        Urgency.URGENT,
        true,
        "decided",
        List.of("held"),
        change % 2 == 0 ? Optional.of(T) : Optional.empty(),
        Optional.of(T.plusSeconds(9)),
        T,
        T.plusSeconds(change),
        change);
  }

  static TimelineEntry entry() {
    return new TimelineEntry(
        T,
        XA,
        "act",
        "preservation_request",
        Optional.of(ACT),
        List.of("j.morgan"),
        "DELIVERED",
        "",
        "urgent",
        1,
        Optional.of(T.plusMillis(68)),
        Optional.of(new Said("TOO_LATE", "", List.of("decision"))));
  }
}
