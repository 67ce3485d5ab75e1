/**
 * Who speaks: node ids, anchors, cards, rosters, key sets, officers' credentials, and the trust
 * that this node puts in a peer. All three versioned objects are hash-linked chains; the rules for
 * taking a newer version live here. Pure: no clock, no crypto provider, no storage.
 */
@NullMarked
package org.vigilmesh.identity;

import org.jspecify.annotations.NullMarked;
