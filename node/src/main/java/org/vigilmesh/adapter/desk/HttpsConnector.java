package org.vigilmesh.adapter.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** HTTPS with the operator's certificate: TLS 1.3 only. */
final class HttpsConnector implements BiFunction<Server, HttpConfiguration, Connector> {
  private final DeskSettings settings;
  private final DeskSettings.Tls tls;

  HttpsConnector(DeskSettings settings, DeskSettings.Tls tls) {
    this.settings = settings;
    this.tls = tls;
  }

  @Override
  public Connector apply(Server server, HttpConfiguration usual) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStore(keyStore());
    context.setKeyStorePassword("");
    context.setIncludeProtocols("TLSv1.3");
    HttpConfiguration http = new HttpConfiguration(usual);
    http.addCustomizer(new SecureRequestCustomizer());
    ServerConnector connector =
        new ServerConnector(
            server,
            new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString()),
            new HttpConnectionFactory(http));
    connector.setHost(settings.listen().getHostString());
    connector.setPort(settings.listen().getPort());
    return connector;
  }

  private KeyStore keyStore() {
    try (var in = Files.newInputStream(tls.certificate())) {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(in)
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new GeneralSecurityException("the file holds no certificate");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, new char[0]);
      PrivateKey key = key(chain[0]);
      requireOwn(chain[0], key);
      store.setKeyEntry("desk", key, new char[0], chain);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new DeskException(
          "the desk's certificate " + tls.certificate() + " and key " + tls.key() + " do not serve",
          e);
    }
  }

  /** Browsers would only say that the handshake failed. */
  private static void requireOwn(Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    byte[] trial = certificate.getEncoded();
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(trial);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(trial);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException("the key is not that of the certificate");
    }
  }

  private PrivateKey key(Certificate certificate) throws IOException, GeneralSecurityException {
    String text =
        Files.readString(tls.key())
            .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
            .replaceAll("\\s", "");
    try {
      byte[] der = Base64.getDecoder().decode(text);
      return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("the key is not a PKCS #8 PEM file", e);
    }
  }
}
