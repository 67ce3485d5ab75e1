package org.vigilmesh.adapter.outward;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Outward.Told;

/** One mail for each notice, over TLS; a server on this machine may be spoken to without. */
final class MailChannel implements Channel {
  private static final String CONNECT_MAX = "5000";
  private static final String ANSWER_MAX = "8000";

  private final MailTarget target;
  private final Letter letter;
  private final InstantSource clock;
  private final Session session;
  private final String protocol;

  MailChannel(MailTarget target, Letter letter, InstantSource clock) {
    this.target = target;
    this.letter = letter;
    this.clock = clock;
    this.protocol = target.security() == MailTarget.Security.TLS ? "smtps" : "smtp";
    this.session = Session.getInstance(settings());
  }

  private Properties settings() {
    Properties settings = new Properties();
    set(settings, "connectiontimeout", CONNECT_MAX);
    set(settings, "timeout", ANSWER_MAX);
    set(settings, "writetimeout", ANSWER_MAX);
    set(settings, "auth", "" + target.user().isPresent());
    set(settings, "localhost", domain());
    set(settings, "ssl.checkserveridentity", "true");
    set(settings, "ssl.protocols", String.join(" ", Tls.PROTOCOLS));
    set(settings, "starttls.enable", "" + isStartTls());
    set(settings, "starttls.required", "" + isStartTls());
    settings.put("mail." + protocol + ".ssl.socketFactory", Tls.factory(target.authorities()));
    return settings;
  }

  private boolean isStartTls() {
    return target.security() == MailTarget.Security.STARTTLS;
  }

  private void set(Properties settings, String name, String value) {
    settings.setProperty("mail." + protocol + "." + name, value);
  }

  private String domain() {
    return target.from().substring(target.from().indexOf('@') + 1);
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public Told tell(Notice notice) {
    try (Transport way = session.getTransport(protocol)) {
      MimeMessage mail = mail(notice);
      way.connect(target.host(), target.port(), user(), password());
      way.sendMessage(mail, mail.getAllRecipients());
      return new Told.Taken();
    } catch (MessagingException e) {
      return Failures.failed(e);
    }
  }

  private @Nullable String user() {
    return target.user().map(MailTarget.Login::name).orElse(null);
  }

  private @Nullable String password() {
    if (target.user().isEmpty()) {
      return null;
    }
    byte[] secret = target.user().get().password().reveal();
    String text = new String(secret, StandardCharsets.UTF_8);
    Arrays.fill(secret, (byte) 0);
    return text;
  }

  private MimeMessage mail(Notice notice) throws MessagingException {
    MimeMessage mail = new Numbered(session, "<" + notice.id().hex() + "@" + domain() + ">");
    mail.setFrom(new InternetAddress(target.from()));
    for (String to : target.to()) {
      mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to));
    }
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setSentDate(Date.from(clock.instant()));
    mail.setSubject(letter.subject(notice), "UTF-8");
    mail.setText(letter.body(notice), "UTF-8");
    mail.saveChanges();
    return mail;
  }

  /** The same notice has the same number: a mailbox drops the second. */
  private static final class Numbered extends MimeMessage {
    private final String number;

    Numbered(Session session, String number) {
      super(session);
      this.number = number;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", number);
    }
  }
}
