package org.vigilmesh.adapter.grpc;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.port.TransportIdentity;

/** Our own certificate and key for handshakes; a change counts from the next handshake on. */
final class OwnKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "own";

  private volatile TransportIdentity identity;

  OwnKey(TransportIdentity identity) {
    this.identity = identity;
  }

  void use(TransportIdentity next) {
    identity = next;
  }

  TransportIdentity identity() {
    return identity;
  }

  @Override
  public X509Certificate[] getCertificateChain(@Nullable String alias) {
    return new X509Certificate[] {identity.certificate()};
  }

  @Override
  public PrivateKey getPrivateKey(@Nullable String alias) {
    return identity.key();
  }

  @Override
  public String chooseEngineClientAlias(
      String @Nullable [] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return ALIAS;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      @Nullable String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return "EC".equals(type) ? ALIAS : null;
  }

  @Override
  public String[] getClientAliases(@Nullable String type, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String[] getServerAliases(@Nullable String type, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String chooseClientAlias(
      String @Nullable [] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return ALIAS;
  }

  @Override
  public String chooseServerAlias(
      @Nullable String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return ALIAS;
  }

  @Override
  public String toString() {
    return "OwnKey[" + identity.pin().brief() + "]";
  }
}
