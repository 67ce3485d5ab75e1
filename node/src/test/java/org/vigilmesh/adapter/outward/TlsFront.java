package org.vigilmesh.adapter.outward;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Speaks TLS before a mail server that does not: at once, or after STARTTLS. */
final class TlsFront implements Closeable {
  private final ServerSocket listening;
  private final SSLContext tls;
  private final int behind;
  private final boolean starts;

  TlsFront(SSLContext tls, int behind, boolean starts) throws IOException {
    this.listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    this.tls = tls;
    this.behind = behind;
    this.starts = starts;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void serve() {
    while (!listening.isClosed()) {
      try {
        Socket one = listening.accept();
        Thread.ofVirtual().start(() -> relay(one));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void relay(Socket plain) {
    try (plain;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      if (starts) {
        line(server);
        begin(plain);
      }
      SSLSocket secured =
          (SSLSocket)
              tls.getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
      secured.setUseClientMode(false);
      secured.startHandshake();
      Thread back =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      server.getInputStream().transferTo(secured.getOutputStream());
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
      secured.getInputStream().transferTo(server.getOutputStream());
      server.shutdownOutput();
      back.join();
    } catch (IOException e) {
      // the client did not want this certificate, which is what a test asks for
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is said before TLS: a greeting, what can be done, and that it may begin. */
  private static void begin(Socket plain) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(plain.getInputStream(), StandardCharsets.US_ASCII), 1);
    say(plain, "220 front");
    in.readLine();
    say(plain, "250-front\r\n250 STARTTLS");
    in.readLine();
    say(plain, "220 go on");
  }

  private static void say(Socket plain, String line) throws IOException {
    plain.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    plain.getOutputStream().flush();
  }

  private static void line(Socket server) throws IOException {
    while (server.getInputStream().read() != '\n') {
      // the greeting of the server behind, which was said already
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
