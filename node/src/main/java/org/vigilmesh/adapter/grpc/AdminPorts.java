package org.vigilmesh.adapter.grpc;

import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Submissions;

/** What the admin socket leads to. */
public record AdminPorts(
    Submissions submissions,
    Administration administration,
    Queries queries,
    Enrolment enrolment,
    Stop stop) {
  /** Ends the node. */
  public interface Stop {
    /** Returns at once; with {@code drain} the node first sends what it has accepted. */
    void stop(boolean drain, String by);
  }
}
