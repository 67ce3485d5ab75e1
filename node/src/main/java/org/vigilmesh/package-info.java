/**
 * The root of the node: {@code Node} wires the parts together by hand, {@code Main} starts it. The
 * only package that sees all others.
 */
@NullMarked
package org.vigilmesh;

import org.jspecify.annotations.NullMarked;
