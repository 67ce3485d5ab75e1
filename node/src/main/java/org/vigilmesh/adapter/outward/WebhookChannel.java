package org.vigilmesh.adapter.outward;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Outward.Told;
import org.vigilmesh.value.Urgency;

/**
 * One POST to one configured address: a JSON object, signed with a key that the receiver has. Of
 * the answer only the status is read; a redirect is a failure.
 */
final class WebhookChannel implements Channel {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

  /** A name with more of them is tried no longer. */
  private static final int ADDRESSES_MAX = 3;

  /** {@code HTTP/1.1 204}: nothing behind it is looked at. */
  private static final int STATUS_SIZE = 12;

  private final WebhookTarget target;
  private final Addresses addresses;
  private final InstantSource clock;
  private final SSLSocketFactory tls;

  WebhookChannel(WebhookTarget target, Addresses addresses, InstantSource clock) {
    this.target = target;
    this.addresses = addresses;
    this.clock = clock;
    this.tls = Tls.factory(target.authorities());
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  public Told tell(Notice notice) {
    byte[] body = json(notice).getBytes(StandardCharsets.UTF_8);
    try {
      List<InetAddress> found = addresses.of(target.url().getHost());
      return answer(post(found, body));
    } catch (java.net.UnknownHostException e) {
      return Failures.failed(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Failures.failed(e);
    }
  }

  private static Told answer(String status) {
    boolean isHttp = status.matches("HTTP/1\\.[01] [1-5][0-9]{2}");
    if (!isHttp) {
      return Failures.failed("the answer is no HTTP");
    }
    return switch (status.charAt(9)) {
      case '2' -> new Told.Taken();
      case '3' -> Failures.failed("a redirect, which is not followed: " + status.substring(9));
      default -> Failures.failed("the answer is " + status.substring(9));
    };
  }

  /** All of the notice; none of its values holds anything that JSON would have to escape. */
  static String json(Notice notice) {
    return "{\"id\":\""
        + notice.id().hex()
        + "\",\"kind\":\""
        + notice.kind()
        + "\",\"case\":"
        + notice.caseId().map(CaseId::toString).map(WebhookChannel::quoted).orElse("null")
        + ",\"urgency\":"
        + notice.urgency().map(Urgency::code).map(WebhookChannel::quoted).orElse("null")
        + ",\"exercise\":"
        + notice.exercise()
        + ",\"since\":\""
        + notice.since().truncatedTo(ChronoUnit.SECONDS)
        + "\"}";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private String signature(byte[] body) {
    byte[] key = target.key().reveal();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC is part of every Java platform", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] head(byte[] body) {
    URI url = target.url();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String lines =
        String.join(
            "\r\n",
            "POST " + path + query + " HTTP/1.1",
            "Host: " + url.getRawAuthority(),
            "User-Agent: vigil",
            "Content-Type: application/json",
            "Content-Length: " + body.length,
            "Vigil-Signature: " + signature(body),
            "Connection: close",
            "",
            "");
    return lines.getBytes(StandardCharsets.US_ASCII);
  }

  /** Connects to one of exactly these addresses, whatever the name leads to by now. */
  private static Socket connect(List<InetAddress> addresses, int port) throws IOException {
    IOException last = new SocketTimeoutException();
    for (InetAddress address : addresses.subList(0, Math.min(addresses.size(), ADDRESSES_MAX))) {
      Socket plain = new Socket();
      try {
        plain.connect(new InetSocketAddress(address, port), (int) CONNECT_MAX.toMillis());
        plain.setSoTimeout((int) CONNECT_MAX.toMillis());
        return plain;
      } catch (IOException e) {
        plain.close();
        last = e;
      }
    }
    throw last;
  }

  /** Hands it over; the answer's status. */
  private String post(List<InetAddress> addresses, byte[] body) throws IOException {
    URI url = target.url();
    boolean isTls = url.getScheme().equals("https");
    int port = url.getPort() > 0 ? url.getPort() : isTls ? 443 : 80;
    try (Socket plain = connect(addresses, port)) {
      try (Socket way = isTls ? secured(plain, url.getHost(), port) : plain) {
        way.getOutputStream().write(head(body));
        way.getOutputStream().write(body);
        way.getOutputStream().flush();
        return status(way);
      }
    }
  }

  private Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(plain, host, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(Tls.PROTOCOLS);
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  /** One byte after the other may take its time; all together may not. */
  private String status(Socket way) throws IOException {
    Instant end = clock.instant().plus(ANSWER_MAX);
    InputStream in = way.getInputStream();
    StringBuilder status = new StringBuilder();
    while (status.length() < STATUS_SIZE) {
      long left = Duration.between(clock.instant(), end).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException();
      }
      way.setSoTimeout((int) left);
      int next = in.read();
      if (next < 0) {
        return status.toString();
      }
      status.append((char) next);
    }
    return status.toString();
  }
}
