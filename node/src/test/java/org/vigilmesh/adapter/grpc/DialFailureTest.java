package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class DialFailureTest {
  @Test
  void theDeepestCauseIsTold() {
    Status status =
        Status.UNAVAILABLE
            .withDescription("io exception")
            .withCause(new IOException("outer", new ConnectException("Connection refused")));
    assertEquals("Connection refused", DialFailure.words(status));
  }

  @Test
  void aTlsAlertLosesTheLibraryRoundIt() {
    Status status =
        Status.UNAVAILABLE.withCause(
            new SSLHandshakeException(
                "error:10000410:SSL routines:OPENSSL_internal:SSLV3_ALERT_HANDSHAKE_FAILURE"));
    assertEquals("TLS: sslv3 alert handshake failure", DialFailure.words(status));
  }

  @Test
  void withoutACauseItIsTheDescriptionAndWithoutThatTheCode() {
    assertEquals("went away", DialFailure.words(Status.UNAVAILABLE.withDescription("went away")));
    assertEquals("UNAVAILABLE", DialFailure.words(Status.UNAVAILABLE));
  }
}
