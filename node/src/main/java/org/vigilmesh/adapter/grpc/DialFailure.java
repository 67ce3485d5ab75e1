package org.vigilmesh.adapter.grpc;

import io.grpc.Status;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a dial led nowhere, in the words of an operator's log: no class names, no library codes. */
final class DialFailure {
  private static final String IN_LIBRARY = "OPENSSL_internal:";

  private DialFailure() {}

  static String words(Status status) {
    Throwable cause = status.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof SSLException alert) {
      return alert(String.valueOf(alert.getMessage()));
    }
    String text = cause == null ? status.getDescription() : cause.getMessage();
    return text == null ? status.getCode().name() : text;
  }

  private static String alert(String text) {
    int at = text.lastIndexOf(IN_LIBRARY);
    String name = at < 0 ? text : text.substring(at + IN_LIBRARY.length());
    return name.contains("BAD_CERTIFICATE") || name.contains("CERTIFICATE_UNKNOWN")
        ? "it refuses our certificate: this node is not verified there, or its transport key is"
            + " not known there"
        : "TLS: " + name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
