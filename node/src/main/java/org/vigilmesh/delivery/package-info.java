/** The link and lane machines: every step is a function of state, event, time and policy. Pure. */
@NullMarked
package org.vigilmesh.delivery;

import org.jspecify.annotations.NullMarked;
