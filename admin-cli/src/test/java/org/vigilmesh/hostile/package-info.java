/**
 * A peer that does not mean well. It was written from {@code docs/PROTOCOL.md} and the proto files
 * alone: bytes, signatures, sealing, TLS and HTTP/2 are made by hand here, and nothing of the node
 * is used, which a test holds.
 */
@NullMarked
package org.vigilmesh.hostile;

import org.jspecify.annotations.NullMarked;
