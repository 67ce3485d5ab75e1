package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.port.EventLog;
import org.vigilmesh.port.TestIdentities;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportIdentity;

/** The tool that everybody has, at our door: where it is installed. */
final class OpensslClientTest {
  private final EventLog log = new EventLog();
  private final TransportIdentity pinned = TestIdentities.of(XA);
  private final Transport transport =
      Grpc.transport(
          new InetSocketAddress("127.0.0.1", 0), TestIdentities.of(XB), InstantSource.fixed(T));
  private int port;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    assumeTrue(isInstalled(), "openssl is not installed");
    port =
        transport.start(
            log.of(XB),
            peer -> peer.equals(XA) ? Optional.of(Set.of(pinned.pin())) : Optional.empty());
  }

  @AfterEach
  void close() {
    transport.close();
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("openssl", "version").redirectErrorStream(true).start().waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What the tool prints when it may talk as long as it wants to an end that says nothing. */
  private String client(String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port));
    command.addAll(List.of(more));
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertTrue(process.waitFor(20, TimeUnit.SECONDS), "our end closes the connection");
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.ISO_8859_1);
  }

  private void assertRefused(String output) {
    assertTrue(output.contains("alert"), output);
    assertFalse(output.contains("NEW_SESSION_TICKET"), output);
    assertEquals(0, log.size(), log::toString);
  }

  @Test
  void withoutACertificateItIsRefused() throws IOException, InterruptedException {
    assertRefused(client());
  }

  @Test
  void withACertificateThatIsNotPinnedItIsRefused() throws IOException, InterruptedException {
    assertRefused(withIdentity(TestIdentities.of(XA)));
  }

  @Test
  void withClassicalGroupsOnlyEvenAPinnedKeyIsRefused() throws IOException, InterruptedException {
    String output = withIdentity(pinned, "-groups", "X25519:P-256");
    assertRefused(output);
    assertTrue(output.contains("handshake failure"), output);
    assertTrue(output.contains("no peer certificate available"), "nothing is shown to it");
  }

  @Test
  void withTls12ItIsRefused() throws IOException, InterruptedException {
    String output = withIdentity(pinned, "-tls1_2");
    assertRefused(output);
    assertTrue(output.contains("no peer certificate available"), output);
  }

  private String withIdentity(TransportIdentity identity, String... more)
      throws IOException, InterruptedException {
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    try {
      Files.writeString(certificate, pem("CERTIFICATE", identity.certificate().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
    Files.writeString(key, pem("PRIVATE KEY", identity.key().getEncoded()));
    List<String> all =
        new ArrayList<>(List.of("-cert", certificate.toString(), "-key", key.toString()));
    all.addAll(List.of(more));
    return client(all.toArray(String[]::new));
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
