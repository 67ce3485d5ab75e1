/**
 * Facts about who sends a request and about what it names, for the person who judges it. Facts,
 * never scores; nothing is decided by them. Pure.
 */
@NullMarked
package org.vigilmesh.signal;

import org.jspecify.annotations.NullMarked;
