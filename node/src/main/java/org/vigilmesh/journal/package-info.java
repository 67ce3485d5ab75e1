/** The hash chain over everything a node did, and its verification. Pure. */
@NullMarked
package org.vigilmesh.journal;

import org.jspecify.annotations.NullMarked;
