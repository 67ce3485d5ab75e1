package org.vigilmesh.adapter.outward;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.vigilmesh.port.Outward.Told;

/** Why a channel failed, in words that fit an alarm: what a server says is cut and flattened. */
final class Failures {
  private static final int WORDS_MAX = 160;

  private Failures() {}

  static Told.Failed failed(String why) {
    StringBuilder flat = new StringBuilder();
    why.codePoints()
        .limit(WORDS_MAX)
        .map(point -> point < ' ' || point > '~' ? ' ' : point)
        .forEach(flat::appendCodePoint);
    return new Told.Failed(flat.toString().strip());
  }

  static Told.Failed failed(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && !(root instanceof SSLException)) {
      root = root.getCause();
    }
    String said = String.valueOf(root.getMessage());
    return switch (root) {
      case SocketTimeoutException _ -> failed("no answer in time");
      case UnknownHostException _ -> failed("the name does not resolve");
      case ConnectException _ -> failed("no connection: " + said);
      case SSLException _ -> failed("TLS fails: " + said);
      default -> failed(said);
    };
  }
}
