/**
 * The leaf that every package may use: immutable bytes, digests, secrets, urgency and the two kinds
 * of check. Nothing here knows the protocol.
 */
@NullMarked
package org.vigilmesh.value;

import org.jspecify.annotations.NullMarked;
