package org.vigilmesh.adapter.grpc;

import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Submissions;

/**
 * What the admin socket leads to.
 *
 * @param desk the address of the desk, as browsers name it; empty where there is none
 */
public record AdminPorts(
    Submissions submissions,
    Administration administration,
    Queries queries,
    Enrolment enrolment,
    Stop stop,
    String desk) {
  /** Ends the node. */
  public interface Stop {
    /** Returns at once; with {@code drain} the node first sends what it has accepted. */
    void stop(boolean drain, String by);
  }
}
