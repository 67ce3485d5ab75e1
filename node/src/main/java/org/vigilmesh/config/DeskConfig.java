package org.vigilmesh.config;

import java.nio.file.Path;
import java.util.Optional;
import org.vigilmesh.config.NodeConfig.Listen;

/**
 * Where officers' browsers find the desk.
 *
 * @param origin what browsers name it: scheme, host and port; passkeys are bound to it
 * @param certificate PEM file with the chain; empty on loopback only, for exercises
 * @param key PEM file with the PKCS #8 key; given with the certificate
 */
public record DeskConfig(
    Listen listen, String origin, Optional<Path> certificate, Optional<Path> key) {}
