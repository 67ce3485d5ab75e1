package org.vigilmesh.adapter.outward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.operator.OperatorCreationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.Authority;
import org.vigilmesh.adapter.outward.MailTarget.Login;
import org.vigilmesh.adapter.outward.MailTarget.Security;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Outward.Told;
import org.vigilmesh.value.SecretBytes;

/** Mail to a real server: what it says, how it is protected, and when nothing is sent at all. */
final class MailChannelTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2031-03-04T11:00:00Z"));

  @TempDir private Path folder = Path.of("");
  private GreenMail server;

  @BeforeEach
  void aMailServer() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void end() {
    server.stop();
  }

  private int port() {
    return server.getSmtp().getPort();
  }

  private static MailTarget target(String host, int port, Security security) {
    return new MailTarget(
        host,
        port,
        security,
        "vigil@duty.example",
        List.of("director@duty.example", "watch@duty.example"),
        Optional.empty(),
        Optional.empty());
  }

  private static MailTarget with(MailTarget target, Path authorities) {
    return new MailTarget(
        target.host(),
        target.port(),
        target.security(),
        target.from(),
        target.to(),
        target.user(),
        Optional.of(authorities));
  }

  private static Told tell(MailTarget target, Notice notice) {
    return new MailChannel(target, new Letter("en"), CLOCK).tell(notice);
  }

  private static String why(Told told) {
    return assertInstanceOf(Told.Failed.class, told).why();
  }

  @Test
  void theMailSaysTheNoticeAndNothingElse() throws MessagingException, IOException {
    MailTarget target = target("127.0.0.1", port(), Security.NONE);
    assertEquals(new Told.Taken(), tell(target, Notices.breach()));
    MimeMessage[] got = server.getReceivedMessages();
    assertEquals(2, got.length, "one for each address");
    MimeMessage mail = got[0];
    assertEquals("Vigil: a deadline has passed", mail.getSubject());
    assertEquals(
        List.of(
            "a deadline has passed",
            "",
            "Case: " + Notices.CASE,
            "Urgency: urgent",
            "Since: 2031-03-04T10:15:30Z",
            "",
            "Nothing more is told here. Please look at the desk."),
        Arrays.asList(mail.getContent().toString().strip().split("\r\n", -1)));
    assertEquals(
        "<" + Notices.breach().id().hex() + "@duty.example>", mail.getHeader("Message-ID", null));
    assertEquals("auto-generated", mail.getHeader("Auto-Submitted", null));
    assertArrayEquals(new String[] {"vigil@duty.example"}, mail.getHeader("From"));
    assertEquals(CLOCK.instant(), mail.getSentDate().toInstant());
  }

  @Test
  void withTlsFromTheBeginningOrAfterStarttlsTheServersNameMustBeCertified()
      throws IOException, GeneralSecurityException, OperatorCreationException {
    Authority ours = new Authority("localhost");
    Path file = ours.file(folder);
    Path others = new Authority("localhost").file(folder);
    for (Security security : List.of(Security.TLS, Security.STARTTLS)) {
      boolean starts = security == Security.STARTTLS;
      try (TlsFront front = new TlsFront(ours.context(), port(), starts)) {
        MailTarget named = target("localhost", front.port(), security);
        assertEquals(new Told.Taken(), tell(with(named, file), Notices.breach()), named::toString);
        MailTarget numbered = target("127.0.0.1", front.port(), security);
        String name = why(tell(with(numbered, file), Notices.breach()));
        assertTrue(name.startsWith("TLS fails: "), name);
        String unknown = why(tell(with(named, others), Notices.breach()));
        assertTrue(unknown.startsWith("TLS fails: "), unknown);
      }
    }
    assertEquals(4, server.getReceivedMessages().length, "two mails, each to two");
  }

  @Test
  void aServerWithoutStarttlsGetsNothing() {
    String why = why(tell(target("localhost", port(), Security.STARTTLS), Notices.breach()));
    assertTrue(why.contains("STARTTLS is required"), why);
    assertEquals(0, server.getReceivedMessages().length);
  }

  @Test
  void aServerThatAsksWhoWeAreIsTold() {
    server.setUser("vigil", "correct horse");
    server.getUserManager().setAuthRequired(true);
    MailTarget plain = target("127.0.0.1", port(), Security.NONE);
    Login wrong = new Login("vigil", SecretBytes.of("guess".getBytes(StandardCharsets.UTF_8)));
    Login right =
        new Login("vigil", SecretBytes.of("correct horse".getBytes(StandardCharsets.UTF_8)));
    String refused = why(tell(as(plain, wrong), Notices.breach()));
    assertTrue(!refused.isBlank() && !refused.contains("guess"), refused);
    assertEquals(0, server.getReceivedMessages().length);
    assertEquals(new Told.Taken(), tell(as(plain, right), Notices.breach()));
    assertTrue(!as(plain, right).toString().contains("horse"), "no text has it");
  }

  private static MailTarget as(MailTarget target, Login login) {
    return new MailTarget(
        target.host(),
        target.port(),
        target.security(),
        target.from(),
        target.to(),
        Optional.of(login),
        target.authorities());
  }

  @Test
  void aServerThatIsAwayIsAFailureWithAReason() {
    int port = port();
    server.stop();
    String why = why(tell(target("127.0.0.1", port, Security.NONE), Notices.breach()));
    assertTrue(why.startsWith("no connection: "), why);
  }

  @Test
  void anAuthorityFileThatDoesNotReadIsNamedAtTheStart() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    MailTarget target = with(target("localhost", port(), Security.TLS), empty);
    OutwardException refused =
        assertThrows(
            OutwardException.class, () -> new MailChannel(target, new Letter("en"), CLOCK));
    assertTrue(String.valueOf(refused.getMessage()).contains("empty.pem"));
  }
}
