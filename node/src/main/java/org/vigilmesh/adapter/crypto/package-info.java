/**
 * Keys, signatures, certificates, sealing, key files and the case vault, behind the interfaces of
 * {@code port}; {@link org.vigilmesh.adapter.crypto.Crypto} is the way in. The only package that
 * sees Bouncy Castle and {@code javax.crypto}. Each primitive names its provider: Bouncy Castle for
 * P-256, Ed25519, X-Wing, Argon2id and ASN.1; the JDK for ML-DSA-65, AES-256-GCM, SHA-2 and HKDF.
 * Keys are 32-byte seeds; what a provider makes of one stays in memory.
 */
@NullMarked
package org.vigilmesh.adapter.crypto;

import org.jspecify.annotations.NullMarked;
