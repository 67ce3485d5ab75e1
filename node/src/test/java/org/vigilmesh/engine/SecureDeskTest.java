package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.Authority;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.desk.Desk;
import org.vigilmesh.adapter.desk.DeskException;
import org.vigilmesh.adapter.desk.DeskPorts;
import org.vigilmesh.adapter.desk.DeskSettings;

/** The desk as operators run it: over HTTPS, with a certificate and key from files. */
final class SecureDeskTest {
  @TempDir Path folder;

  private final Mesh mesh = new Mesh();
  private Mesh.Member xb;
  private Authority authority;

  @BeforeEach
  void aCertificate() throws Exception {
    xb = mesh.add(Fixtures.XB, "a.haddad");
    authority = new Authority("localhost");
  }

  private Desk open(Path certificate, Path key) {
    return Desk.open(
        new DeskSettings(
            new InetSocketAddress("127.0.0.1", 0),
            "https://localhost",
            Optional.of(new DeskSettings.Tls(certificate, key)),
            "xb"),
        new DeskPorts(
            new Browser.Turning(mesh, xb.engine.submissions()),
            xb.engine.queries(),
            xb.engine.attendance(),
            xb.engine.enrolment(),
            xb.engine.drafts(),
            xb.engine.duty(),
            xb.engine.preferences(),
            Country.CODEC,
            Country.CRYPTO.verifier(),
            mesh::random,
            mesh::now));
  }

  private static HttpResponse<String> get(SSLContext trust, String scheme, int port, String... tls)
      throws IOException, InterruptedException {
    SSLParameters parameters = new SSLParameters();
    if (tls.length > 0) {
      parameters.setProtocols(tls);
    }
    try (HttpClient client =
        HttpClient.newBuilder().sslContext(trust).sslParameters(parameters).build()) {
      URI enter = URI.create(scheme + "://localhost:" + port + "/enter");
      return client.send(HttpRequest.newBuilder(enter).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void theEntranceIsServedWithTheOperatorsCertificate() throws Exception {
    try (Desk desk = open(authority.file(folder), authority.keyFile(folder))) {
      HttpResponse<String> answer = get(authority.trusting(), "https", desk.port());

      assertEquals(200, answer.statusCode());
      assertTrue(
          answer.headers().firstValue("Strict-Transport-Security").isPresent(),
          () -> answer.headers().map().toString());
    }
  }

  @Test
  void anOldTlsAndPlainHttpAreNotAnswered() throws Exception {
    try (Desk desk = open(authority.file(folder), authority.keyFile(folder))) {
      SSLContext trust = authority.trusting();

      assertThrows(SSLHandshakeException.class, () -> get(trust, "https", desk.port(), "TLSv1.2"));
      assertThrows(IOException.class, () -> get(trust, "http", desk.port()));
    }
  }

  @Test
  void aKeyOfAnotherKindOrNoPemFileAreNamedAtTheStart() throws Exception {
    Path certificate = authority.file(folder);
    Path text = Files.writeString(folder.resolve("key.pem"), "not a key");

    DeskException refused = assertThrows(DeskException.class, () -> open(certificate, text));

    assertTrue(refused.getMessage().contains("key.pem"), refused.getMessage());
    assertThrows(DeskException.class, () -> open(text, authority.keyFile(folder)));
  }

  @Test
  void aKeyThatIsNotTheCertificatesOwnIsNamedAtTheStart() throws Exception {
    Path other = new Authority("localhost").keyFile(folder);

    assertThrows(DeskException.class, () -> open(authority.file(folder), other));
  }
}
