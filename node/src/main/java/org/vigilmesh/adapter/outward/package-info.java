/**
 * Calls people who do not look at the node, by mail and by webhook, and tells nobody else anything.
 * What leaves is a {@link org.vigilmesh.port.Outward.Notice}: that something waits, never what. A
 * server, a name, a certificate or an answer that is not as configured is a failure with a reason,
 * and never tried in a weaker way.
 */
@NullMarked
package org.vigilmesh.adapter.outward;

import org.jspecify.annotations.NullMarked;
