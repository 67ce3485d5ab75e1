package org.vigilmesh.adapter.outward;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.vigilmesh.value.SecretBytes;

/**
 * An address that takes notices.
 *
 * @param name of the channel
 * @param key shared with the receiver, who checks the signature with it
 * @param authorities PEM file of the certificates that the server's must lead to; empty: Java's own
 */
public record WebhookTarget(String name, URI url, SecretBytes key, Optional<Path> authorities) {}
