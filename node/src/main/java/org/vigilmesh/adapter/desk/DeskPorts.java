package org.vigilmesh.adapter.desk;

import java.time.InstantSource;
import org.vigilmesh.port.Attendance;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Drafts;
import org.vigilmesh.port.Duty;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Entropy;
import org.vigilmesh.port.Preferences;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Submissions;
import org.vigilmesh.port.Verifier;

/** What a desk needs of its node. */
public record DeskPorts(
    Submissions submissions,
    Queries queries,
    Attendance attendance,
    Enrolment enrolment,
    Drafts drafts,
    Duty duty,
    Preferences preferences,
    Codec codec,
    Verifier verifier,
    Entropy entropy,
    InstantSource clock) {}
