package org.vigilmesh.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vigilmesh.config.Outside.Login;
import org.vigilmesh.config.Outside.Mail;
import org.vigilmesh.config.Outside.Security;
import org.vigilmesh.config.Outside.Webhook;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.KeySet.Endpoint;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.value.InvalidValue;

/** Reads {@code alarms}: over which channels people are called, and when. */
final class OutsideKeys {
  /** An alarm that waits longer calls nobody in time. */
  private static final Duration AFTER_MAX = Duration.ofDays(1);

  /** More are a mailing list, which the mail server keeps. */
  private static final int TARGETS_MAX = 8;

  private static final Set<String> LANGUAGES = Set.of("ar", "en", "es", "fr", "ru", "zh");
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "::1");

  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  private final Section alarms;
  private final Path directory;
  private final boolean training;

  OutsideKeys(Section alarms, Path directory, boolean training) {
    this.alarms = alarms;
    this.directory = directory;
    this.training = training;
  }

  /** Whether {@code node} belongs to no State: its code is one of those left to users. */
  static boolean isTraining(NodeId node) {
    return node.text().startsWith("x");
  }

  Outside read() {
    String language = alarms.optional("language", OutsideKeys::language, "language").orElse("en");
    Duration emergency = after("call_emergency_after", Duration.ZERO);
    Duration other = after("call_after", Duration.ofMinutes(5));
    Section mail = alarms.section("mail");
    return new Outside(
        training,
        language,
        emergency,
        other,
        mail.isThere() ? mail(mail) : Optional.empty(),
        webhooks(alarms.sections("webhooks")));
  }

  private static String language(String text) {
    InvalidValue.unless(LANGUAGES.contains(text), "language");
    return text;
  }

  private Duration after(String key, Duration usual) {
    return alarms.optional(key, OutsideKeys::after, "call_after").orElse(usual);
  }

  private static Duration after(String text) {
    Duration after = text.strip().equals("0s") ? Duration.ZERO : Readers.duration(text);
    InvalidValue.unless(after.compareTo(AFTER_MAX) <= 0, "a day at most");
    return after;
  }

  private Optional<Mail> mail(Section mail) {
    Optional<Endpoint> server = mail.required("server", Readers::endpoint, "host_port");
    Optional<Security> security = mail.required("security", OutsideKeys::security, "mail_security");
    Optional<String> from = mail.required("from", OutsideKeys::address, "mail_address");
    List<String> to = mail.list("to", OutsideKeys::address, "mail_address");
    if (to.isEmpty() || to.size() > TARGETS_MAX) {
      mail.wrong("to", "" + to.size(), "mail_address");
    }
    boolean isPlain = security.equals(Optional.of(Security.NONE));
    if (isPlain && server.filter(s -> THIS_MACHINE.contains(s.host())).isEmpty()) {
      mail.wrong("security", "none", "mail_security");
    }
    Optional<String> user = mail.optional("user", Readers::text, "text");
    Optional<Path> password = path(mail, "password_file");
    if (user.isPresent() != password.isPresent()) {
      mail.wrong("password_file", password.isPresent() ? "" + password.get() : "", "mail_login");
    }
    Optional<Path> authorities = path(mail, "authorities_file");
    return server.isEmpty() || security.isEmpty() || from.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Mail(
                server.get(),
                security.get(),
                from.get(),
                to,
                user.flatMap(name -> password.map(file -> new Login(name, file))),
                authorities));
  }

  private static Security security(String text) {
    return Stream.of(Security.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidValue("security"));
  }

  private static String address(String text) {
    InvalidValue.unless(ADDRESS.matcher(text).matches(), "an address for mail");
    return text;
  }

  private Optional<Path> path(Section section, String key) {
    return section
        .optional(key, Readers::path, "path")
        .map(found -> directory.resolve(found).normalize());
  }

  private List<Webhook> webhooks(List<Section> sections) {
    if (sections.size() > TARGETS_MAX) {
      alarms.wrong("webhooks", "" + sections.size(), "webhook_name");
    }
    Set<String> names = new HashSet<>(Set.of("mail"));
    return sections.stream().flatMap(section -> webhook(section, names).stream()).toList();
  }

  private Optional<Webhook> webhook(Section section, Set<String> taken) {
    Optional<String> name = section.required("name", OutsideKeys::name, "webhook_name");
    if (name.isPresent() && !taken.add(name.get())) {
      section.wrong("name", name.get(), "webhook_name");
    }
    Optional<URI> url = section.required("url", this::url, "webhook_url");
    Optional<Path> key =
        section
            .required("key_file", Readers::path, "path")
            .map(found -> directory.resolve(found).normalize());
    Optional<Path> authorities = path(section, "authorities_file");
    return name.isEmpty() || url.isEmpty() || key.isEmpty()
        ? Optional.empty()
        : Optional.of(new Webhook(name.get(), url.get(), key.get(), authorities));
  }

  private static String name(String text) {
    InvalidValue.unless(NAME.matcher(text).matches(), "name");
    return text;
  }

  /** TLS, always; a node for training may call its own machine without. */
  private URI url(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidValue("url", e);
    }
    boolean isWhole = url.getHost() != null && url.getRawUserInfo() == null;
    InvalidValue.unless(isWhole && url.getRawFragment() == null, "url");
    boolean isHere = training && THIS_MACHINE.contains(url.getHost());
    InvalidValue.unless(
        "https".equals(url.getScheme()) || (isHere && "http".equals(url.getScheme())), "url");
    return url;
  }
}
