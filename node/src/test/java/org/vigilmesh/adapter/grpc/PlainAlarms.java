package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XB;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Administration.Acknowledgement;
import org.vigilmesh.port.Rows.AcknowledgedRow;
import org.vigilmesh.port.Rows.AlarmRow;

/** The alarms of the {@link PlainNode}: somebody answers for the first of the two. */
final class PlainAlarms {
  private PlainAlarms() {}

  static List<AlarmRow> open() {
    return List.of(
        new AlarmRow("k1", "E-FORK", Optional.of(XB), "seen twice", T, 3, Optional.empty()),
        new AlarmRow(
            "k2", "E-CLOCK", Optional.empty(), "skew", T, 1, Optional.of(T.plusSeconds(2))));
  }

  static Optional<AcknowledgedRow> acknowledged(String key) {
    return key.equals("k1")
        ? Optional.of(new AcknowledgedRow("k1", new OfficerId("a.haddad"), T.plusSeconds(1)))
        : Optional.empty();
  }

  static String words(Acknowledgement word) {
    String officer = word.endorsement().officer().text();
    return word.key() + " " + word.raisedAt() + " " + word.count() + " " + officer;
  }
}
