/**
 * How an act travels: statement header and body, the sealed form, receipts, refusals and
 * incarnation starts, with their sizes and what is signed. Acts are opaque bytes here. Pure.
 */
@NullMarked
package org.vigilmesh.envelope;

import org.jspecify.annotations.NullMarked;
