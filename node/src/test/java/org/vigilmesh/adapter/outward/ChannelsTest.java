package org.vigilmesh.adapter.outward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.port.Outward;
import org.vigilmesh.port.OutwardContract;
import org.vigilmesh.value.SecretBytes;

/** The channels of a configuration; a webhook keeps the contract over a real connection. */
final class ChannelsTest implements OutwardContract {
  private static final InstantSource NOW = InstantSource.fixed(Instant.EPOCH);

  private final List<String> bodies = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void aReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          bodies.add(new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private WebhookTarget target(String name) {
    return new WebhookTarget(
        name,
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
        SecretBytes.of(new byte[32]),
        Optional.empty());
  }

  @Override
  public Outward outward(String channel) {
    return Channels.of("en", true, List.of(), List.of(target(channel)), NOW);
  }

  @Override
  public void breakDown() {
    server.stop(0);
  }

  @Override
  public List<String> arrived() {
    return bodies.stream().map(body -> body.split("\"", -1)[3]).toList();
  }

  @Test
  void mailComesFirstThenTheWebhooksInTheirOrder() {
    MailTarget mail =
        new MailTarget(
            "127.0.0.1",
            25,
            MailTarget.Security.NONE,
            "vigil@duty.example",
            List.of("watch@duty.example"),
            Optional.empty(),
            Optional.empty());
    List<WebhookTarget> webhooks = List.of(target("pager"), target("board"));
    assertEquals(
        List.of("mail", "pager", "board"),
        Channels.of("en", true, List.of(mail), webhooks, NOW).channels());
    assertEquals(List.of(), Channels.of("en", false, List.of(), List.of(), NOW).channels());
  }
}
