/**
 * What a case is: a fold over acts and delivered events, the table of who may do what in which
 * state, and the clocks. Pure.
 */
@NullMarked
package org.vigilmesh.casework;

import org.jspecify.annotations.NullMarked;
