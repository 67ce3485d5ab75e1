package org.vigilmesh.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.port.Queries.PeerStatus;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.port.Rows.AlarmRow;
import org.vigilmesh.port.Rows.EvidenceRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Submissions.Submitted;

/** What can be seen of a member from outside: rows, alarms, frames. */
final class Watch {
  private Watch() {}

  /** The codes of the alarms that nobody has cleared. */
  static Set<String> alarms(Mesh.Member at) {
    return at.engine.queries().alarms().stream().map(AlarmRow::code).collect(Collectors.toSet());
  }

  static ActRow act(Mesh.Member at, Letters.Sent sent) {
    return at.store
        .read(view -> view.act(sent.act().sender().node(), sent.act().id()))
        .orElseThrow(() -> new AssertionError("no such act at " + at.ref()));
  }

  static ActState state(Mesh.Member at, Letters.Sent sent) {
    return act(at, sent).state();
  }

  static boolean holds(Mesh.Member at, Letters.Sent sent) {
    return at.store.read(view -> view.act(sent.act().sender().node(), sent.act().id())).isPresent();
  }

  static LaneRow lane(Mesh.Member at, LaneId lane) {
    return at.store.read(view -> view.lane(lane)).orElseThrow();
  }

  static List<EvidenceRow> evidence(Mesh.Member at, Mesh.Member against) {
    return at.store.read(view -> view.evidence(against.ref().node()));
  }

  static PeerStatus peer(Mesh.Member at, Mesh.Member of) {
    return at.engine.queries().peer(of.ref().node()).orElseThrow();
  }

  static boolean isReadOnly(Mesh.Member at) {
    return at.engine.queries().status().readOnly();
  }

  /** Whether statements or receipts are among the frames that left since the last look. */
  static boolean spoke(Mesh.Member member) {
    return member.links.takeSent().stream()
        .anyMatch(f -> f instanceof Frame.Statements || f instanceof Frame.Receipts);
  }

  static String rejection(Letters.Sent sent) {
    return sent.answer().orElseThrow() instanceof Submitted.Rejected(String code, var _)
        ? code
        : "none: " + sent.answer();
  }
}
