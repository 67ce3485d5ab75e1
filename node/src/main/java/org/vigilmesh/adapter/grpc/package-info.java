/**
 * The two listeners that speak gRPC, and the dialler. {@link org.vigilmesh.adapter.grpc.Grpc} makes
 * both.
 *
 * <p>Links to peers: TLS 1.3 with X25519MLKEM768 and nothing else, both certificates required, the
 * node's name looked up in the certificate and its key among that node's pins. What arrives is
 * counted and bounded before it takes memory; whoever breaks framing loses the connection without a
 * word. Signed and sealed things pass through as bytes.
 *
 * <p>The admin socket: a file that only its owner may open; the caller's name comes from the
 * operating system. Every failure is a typed answer.
 */
@NullMarked
package org.vigilmesh.adapter.grpc;

import org.jspecify.annotations.NullMarked;
