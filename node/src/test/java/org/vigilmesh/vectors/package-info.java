/**
 * The test vectors of docs/vectors: an invented story told with invented keys, written down, read
 * back and checked.
 */
@NullMarked
package org.vigilmesh.vectors;

import org.jspecify.annotations.NullMarked;
