/**
 * Judging what a case proves: the signed objects of an evidence file, each checked from the cards
 * and rosters beside it alone. Nothing that a node or a writer of the file says about them is
 * believed, and what was not checked is told as plainly as what was. The command and the desk share
 * this one judge; there is no clock, no store and no network in it.
 */
@NullMarked
package org.vigilmesh.evidence;

import org.jspecify.annotations.NullMarked;
