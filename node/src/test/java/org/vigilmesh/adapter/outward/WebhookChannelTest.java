package org.vigilmesh.adapter.outward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.Authority;
import org.vigilmesh.port.Outward.Told;
import org.vigilmesh.value.SecretBytes;

/** A webhook over a real connection: what arrives, and what is never followed, sent or believed. */
final class WebhookChannelTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2031-03-04T11:00:00Z"));
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir private Path folder = Path.of("");
  private final List<Headers> heads = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private HttpServer server;
  private int status = 204;

  @BeforeEach
  void aReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    heads.add(exchange.getRequestHeaders());
    bodies.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private Told tell(String url, Addresses addresses, Optional<Path> authorities) {
    WebhookTarget target =
        new WebhookTarget("pager", URI.create(url), SecretBytes.of(KEY), authorities);
    return new WebhookChannel(target, addresses, NOW).tell(Notices.breach());
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static String why(Told told) {
    return assertInstanceOf(Told.Failed.class, told).why();
  }

  private static Addresses here(AtomicInteger asked) {
    return new Addresses(
        true,
        _ -> {
          asked.incrementAndGet();
          return new InetAddress[] {HERE};
        });
  }

  @Test
  void theReceiverGetsTheNoticeAndNothingElseAndCanCheckWhoSentIt()
      throws GeneralSecurityException {
    assertEquals(new Told.Taken(), tell(url("/in?a=b"), new Addresses(true), Optional.empty()));
    String json =
        "{\"id\":\""
            + Notices.breach().id().hex()
            + "\",\"kind\":\"E-CLOCK-BREACH\",\"case\":\""
            + Notices.CASE
            + "\",\"urgency\":\"urgent\",\"exercise\":false,\"since\":\"2031-03-04T10:15:30Z\"}";
    assertEquals(List.of("POST /in?a=b " + json), bodies);
    Headers head = heads.getFirst();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String expected =
        "sha256=" + HexFormat.of().formatHex(mac.doFinal(json.getBytes(StandardCharsets.UTF_8)));
    assertEquals(expected, head.getFirst("Vigil-Signature"));
    assertEquals("application/json", head.getFirst("Content-Type"));
    assertEquals("vigil", head.getFirst("User-Agent"));
  }

  @Test
  void anAlarmOfTheNodeNamesNoCase() {
    assertTrue(
        WebhookChannel.json(Notices.ofNode())
            .contains("\"case\":null,\"urgency\":null,\"exercise\":false"));
  }

  @ParameterizedTest
  @CsvSource({
    "200, taken",
    "202, taken",
    "301, 'a redirect, which is not followed: 301'",
    "307, 'a redirect, which is not followed: 307'",
    "401, the answer is 401",
    "500, the answer is 500"
  })
  void onlyASuccessIsTakenAndNoRedirectIsFollowed(int answer, String expected) {
    status = answer;
    Told told = tell(url("/"), new Addresses(true), Optional.empty());
    assertEquals(expected, told instanceof Told.Failed(String why) ? why : "taken");
    assertEquals(1, bodies.size(), "nothing is sent a second time");
  }

  @Test
  void aNameIsResolvedOnceAndTheAddressThatWasLookedAtIsTheOneConnectedTo() {
    AtomicInteger asked = new AtomicInteger();
    String url = "http://pager.example:" + server.getAddress().getPort() + "/";
    assertEquals(new Told.Taken(), tell(url, here(asked), Optional.empty()));
    assertEquals(1, asked.get(), "a second answer of the resolver would count for nothing");
    assertEquals(
        "pager.example:" + server.getAddress().getPort(), heads.getFirst().getFirst("Host"));
  }

  @Test
  void whatIsNotTrainingReachesNothingOnThisMachineOrInItsNetwork() {
    String refused = "the name leads to an address that is not public: ";
    Addresses inner =
        new Addresses(false, _ -> new InetAddress[] {InetAddress.ofLiteral("::ffff:10.0.0.1")});
    assertEquals(
        refused + "127.0.0.1", why(tell(url("/"), new Addresses(false), Optional.empty())));
    assertEquals(
        refused + "10.0.0.1", why(tell("https://pager.example/", inner, Optional.empty())));
    assertEquals(List.of(), bodies);
  }

  @Test
  void overTlsTheCertificateMustBeOfThatNameAndOfThatAuthority()
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Authority ours = new Authority("pager.example");
    HttpsServer secured = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    secured.setHttpsConfigurator(new HttpsConfigurator(ours.context()));
    secured.createContext("/", this::take);
    secured.start();
    String end = ":" + secured.getAddress().getPort() + "/";
    Addresses here = here(new AtomicInteger());
    try {
      Optional<Path> file = Optional.of(ours.file(folder));
      assertEquals(new Told.Taken(), tell("https://pager.example" + end, here, file));
      String name = why(tell("https://other.example" + end, here, file));
      assertTrue(name.startsWith("TLS fails: "), name);
      String unknown = why(tell("https://pager.example" + end, here, Optional.empty()));
      assertTrue(unknown.startsWith("TLS fails: "), unknown);
      assertEquals(1, bodies.size());
    } finally {
      secured.stop(0);
    }
  }

  @Test
  void whoIsAwayOrSpeaksSomethingElseIsAFailureWithAReason() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, HERE)) {
      port = closed.getLocalPort();
    }
    String away = why(tell("http://127.0.0.1:" + port, new Addresses(true), Optional.empty()));
    assertTrue(away.startsWith("no connection: "), away);
    Addresses unknown =
        new Addresses(
            true,
            host -> {
              throw new java.net.UnknownHostException(host);
            });
    assertEquals("pager.example", why(tell("http://pager.example/", unknown, Optional.empty())));
    try (ServerSocket odd = new ServerSocket(0, 1, HERE)) {
      Thread.ofVirtual().start(() -> sayOddly(odd));
      String url = "http://127.0.0.1:" + odd.getLocalPort();
      assertEquals("the answer is no HTTP", why(tell(url, new Addresses(true), Optional.empty())));
    }
  }

  private static void sayOddly(ServerSocket odd) {
    try (Socket one = odd.accept()) {
      one.getInputStream().read();
      one.getOutputStream().write("SSH-2.0-odd and more".getBytes(StandardCharsets.US_ASCII));
      one.getOutputStream().flush();
      one.getInputStream().readAllBytes();
    } catch (IOException e) {
      // the client has seen enough
    }
  }

  @Test
  void anAnswerThatDripsIsGivenUpOn() throws IOException {
    try (ServerSocket slow = new ServerSocket(0, 1, HERE)) {
      Thread.ofVirtual().start(() -> sayOddly(slow));
      Instant[] now = {Instant.parse("2031-01-01T00:00:00Z")};
      InstantSource clock =
          () -> {
            now[0] = now[0].plus(Duration.ofSeconds(3));
            return now[0];
          };
      WebhookTarget target =
          new WebhookTarget(
              "pager",
              URI.create("http://127.0.0.1:" + slow.getLocalPort()),
              SecretBytes.of(KEY),
              Optional.empty());
      Told told = new WebhookChannel(target, new Addresses(true), clock).tell(Notices.breach());
      assertEquals("no answer in time", why(told));
    }
  }

  @Test
  void theKeyIsInNoText() {
    WebhookTarget target =
        new WebhookTarget("pager", URI.create(url("/")), SecretBytes.of(KEY), Optional.of(folder));
    assertFalse(target.toString().contains("0123456789"), target::toString);
    assertFalse(target.toString().contains(HexFormat.of().formatHex(KEY)), target::toString);
  }
}
