package org.vigilmesh.cli;

import java.util.List;
import org.vigilmesh.proto.v1.CaseStanding;
import org.vigilmesh.proto.v1.RunningClock;

/** What runs in a case, until when, and who must act. */
final class CaseClocks {
  private CaseClocks() {}

  static View view(CaseStanding standing) {
    View clocks = View.list("Clocks", "clock", "ends", "waitsFor", "nextBell", "about");
    for (RunningClock clock : standing.getClocksList()) {
      clocks.row(
          clock.getClock(),
          NodeLink.at(clock.getEnd()),
          clock.getWaitsFor(),
          NodeLink.at(clock.hasNextBell(), clock.getNextBell()),
          clock.getAbout());
    }
    return clocks;
  }

  static List<String> items(CaseStanding standing) {
    return standing.getItemsList().stream().map(i -> i.getId() + " " + i.getBase()).toList();
  }
}
