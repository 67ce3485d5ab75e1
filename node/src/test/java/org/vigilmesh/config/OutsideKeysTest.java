package org.vigilmesh.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.config.Outside.Login;
import org.vigilmesh.config.Outside.Mail;
import org.vigilmesh.config.Outside.Security;
import org.vigilmesh.config.Outside.Webhook;
import org.vigilmesh.identity.KeySet.Endpoint;

/** The channels of a configuration, and each way to get them wrong. */
final class OutsideKeysTest {
  private static final Path FILE = Path.of("/srv/vigil/vigil.yaml");
  private static final String MAIL =
      """
      alarms:
        mail:
          server: mail.example:587
          security: starttls
          from: vigil@duty.example
          to: [a@duty.example, b@duty.example]
      """;
  private static final String HOOK =
      """
      alarms:
        webhooks:
          - name: pager
            url: https://pager.example/in
            key_file: keys/pager
      """;

  private static Outside read(String node, String alarms) {
    return ConfigFile.read(FILE, "node: " + node + "\npeer:\n  listen: a:1\n" + alarms).outside();
  }

  private static List<String> problems(String node, String alarms) {
    return assertThrows(ConfigException.class, () -> read(node, alarms)).problems().stream()
        .map(problem -> problem.shown("en"))
        .toList();
  }

  @Test
  void withoutTheSectionNobodyIsCalled() {
    Outside none = read("fr", "");
    assertEquals(
        new Outside(false, "en", Duration.ZERO, Duration.ofMinutes(5), Optional.empty(), List.of()),
        none);
  }

  @Test
  void everyKeyIsRead() {
    Outside whole =
        read(
            "xb",
            MAIL
                + "    user: vigil\n    password_file: keys/mail\n    authorities_file: ca.pem\n"
                + "  language: zh\n  call_after: 10m\n  call_emergency_after: 30s\n"
                + HOOK.substring("alarms:\n".length()));
    assertEquals(
        new Outside(
            true,
            "zh",
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Optional.of(
                new Mail(
                    new Endpoint("mail.example", 587),
                    Security.STARTTLS,
                    "vigil@duty.example",
                    List.of("a@duty.example", "b@duty.example"),
                    Optional.of(new Login("vigil", Path.of("/srv/vigil/keys/mail"))),
                    Optional.of(Path.of("/srv/vigil/ca.pem")))),
            List.of(
                new Webhook(
                    "pager",
                    URI.create("https://pager.example/in"),
                    Path.of("/srv/vigil/keys/pager"),
                    Optional.empty()))),
        whole);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(MAIL.replace("starttls", "none"), "mail.security", "write tls or starttls"),
        Arguments.of(MAIL.replace("starttls", "ssl"), "mail.security", "write tls or starttls"),
        Arguments.of(MAIL.replace("    security: starttls\n", ""), "mail.security", "write tls"),
        Arguments.of(MAIL.replace("mail.example:587", "m"), "mail.server", "write host:port"),
        Arguments.of(MAIL.replace("vigil@", ""), "mail.from", "write one to eight mail"),
        Arguments.of(MAIL.replace("b@d", "b@d e"), "mail.to", "write one to eight mail"),
        Arguments.of(MAIL.replace("a@duty.example, b@duty.example", ""), "mail.to", "write one"),
        Arguments.of(
            MAIL.replace("a@duty.example", "a@duty.example, ".repeat(8) + "a@duty.example"),
            "mail.to",
            "write one to eight mail"),
        Arguments.of(
            MAIL.replace("a@duty.example", "\"a@duty.example\\nBcc: c@duty.example\""),
            "mail.to",
            "write one to eight mail"),
        Arguments.of(MAIL + "    user: vigil\n", "mail.password_file", "give both"),
        Arguments.of(MAIL + "    password_file: p\n", "mail.password_file", "give both"),
        Arguments.of(MAIL + "    port: 25\n", "mail.port", "check its spelling"),
        Arguments.of(HOOK.replace("https", "http"), "url", "write an address that begins with"),
        Arguments.of(HOOK.replace("https", "file"), "url", "write an address that begins with"),
        Arguments.of(HOOK.replace("//pager", "//u:p@pager"), "url", "names no user"),
        Arguments.of(HOOK.replace("/in", "/in#a"), "url", "write an address"),
        Arguments.of(HOOK.replace("/in", "/in a"), "url", "write an address"),
        Arguments.of(HOOK.replace("pager\n      url", "mail\n      url"), "name", "not mail"),
        Arguments.of(HOOK.replace("name: pager", "name: Pager"), "name", "write 1 to 32"),
        Arguments.of(HOOK + HOOK.substring(HOOK.indexOf("    - ")), "name", "another for each"),
        Arguments.of(HOOK.replace("      key_file: keys/pager\n", ""), "key_file", "write a path"),
        Arguments.of("alarms:\n  language: de\n", "alarms.language", "write ar, en"),
        Arguments.of("alarms:\n  call_after: 2d\n", "alarms.call_after", "at most 1d"),
        Arguments.of("alarms:\n  call_after: soon\n", "alarms.call_after", "write 0s or"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void eachMistakeNamesItsKeyAndItsRemedy(String alarms, String key, String remedy) {
    List<String> found = problems("fr", alarms);
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.getFirst().contains(key), found.getFirst());
    assertTrue(found.getFirst().contains(remedy), found.getFirst());
  }

  @Test
  void onlyTrainingCallsItsOwnMachineWithoutTls() {
    String here = HOOK.replace("https://pager.example", "http://127.0.0.1:8080");
    assertEquals(1, read("xb", here).webhooks().size());
    assertEquals(1, problems("fr", here).size());
    assertEquals(1, problems("xb", here.replace("127.0.0.1", "10.0.0.1")).size());
  }

  @Test
  void aMailServerOnThisMachineMayBeSpokenToWithoutTls() {
    String here = MAIL.replace("mail.example", "127.0.0.1").replace("starttls", "none");
    assertEquals(Security.NONE, read("fr", here).mail().orElseThrow().security());
    assertEquals(1, problems("fr", here.replace("127.0.0.1", "localhost")).size());
  }
}
