package org.vigilmesh.casework;

import java.time.Instant;
import org.vigilmesh.message.ActId;

/** One of the five acknowledgements, when it happened, and the act that made it so. */
public record Fact(Instant at, ActId act) {}
