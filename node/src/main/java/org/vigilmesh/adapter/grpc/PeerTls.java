package org.vigilmesh.adapter.grpc;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import javax.net.ssl.SSLException;

/**
 * The one way of shaking hands (PROTOCOL, "Cryptography", transport): TLS 1.3, one hybrid group,
 * both certificates, nothing remembered between connections.
 */
record PeerTls(SslContext server, SslContext client) {
  private static final String PROTOCOL = "TLSv1.3";

  static PeerTls of(OwnKey key, PinnedTrust trust) {
    if (!OpenSsl.isAvailable()) {
      throw new GrpcException(
          "BoringSSL does not load on this machine", OpenSsl.unavailabilityCause());
    }
    try {
      SslContext server =
          configured(SslContextBuilder.forServer(key))
              .trustManager(trust)
              .clientAuth(ClientAuth.REQUIRE)
              .build();
      SslContext client =
          configured(SslContextBuilder.forClient()).keyManager(key).trustManager(trust).build();
      for (SslContext context : new SslContext[] {server, client}) {
        // neither session ids nor tickets: each link proves its keys anew
        if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
          sessions.setSessionCacheEnabled(false);
        }
      }
      return new PeerTls(server, client);
    } catch (SSLException e) {
      throw new GrpcException("the TLS library refuses the transport's settings", e);
    }
  }

  private static SslContextBuilder configured(SslContextBuilder builder) {
    return GrpcSslContexts.configure(builder, SslProvider.OPENSSL)
        .protocols(PROTOCOL)
        .startTls(false)
        .option(OpenSslContextOption.GROUPS, new String[] {ServerHello.HYBRID});
  }
}
