/**
 * The codec: records to canonical bytes and back. Besides the link it is the only package that sees
 * generated protobuf classes. Bytes are accepted only if they are exactly what this package would
 * write for what it read in them.
 */
@NullMarked
package org.vigilmesh.adapter.wire;

import org.jspecify.annotations.NullMarked;
