package org.vigilmesh;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.adapter.outward.Channels;
import org.vigilmesh.adapter.outward.MailTarget;
import org.vigilmesh.adapter.outward.WebhookTarget;
import org.vigilmesh.config.NodeConfig;
import org.vigilmesh.config.Outside;
import org.vigilmesh.engine.Engine;
import org.vigilmesh.port.Outward;
import org.vigilmesh.value.SecretBytes;

/** The channels of a configuration, with the secrets in the files that it names. */
final class Callers {
  /** Of a key that signs: less could be guessed. */
  private static final int KEY_MIN = 32;

  private Callers() {}

  /** {@link StartException} where a secret is missing, short, or readable by others. */
  static Outward of(NodeConfig config, InstantSource clock) {
    Outside outside = config.outside();
    return Channels.of(
        outside.language(),
        outside.isTraining(),
        outside.mail().map(Callers::mail).map(List::of).orElse(List.of()),
        outside.webhooks().stream().map(Callers::webhook).toList(),
        clock);
  }

  static Engine.Patience patience(Outside outside) {
    return new Engine.Patience(outside.afterEmergency(), outside.after());
  }

  private static MailTarget mail(Outside.Mail mail) {
    Optional<MailTarget.Login> login =
        mail.login()
            .map(one -> new MailTarget.Login(one.user(), PassphraseFile.read(one.passwordFile())));
    return new MailTarget(
        mail.server().host(),
        mail.server().port(),
        switch (mail.security()) {
          case TLS -> MailTarget.Security.TLS;
          case STARTTLS -> MailTarget.Security.STARTTLS;
          case NONE -> MailTarget.Security.NONE;
        },
        mail.from(),
        mail.to(),
        login,
        mail.authorities());
  }

  private static WebhookTarget webhook(Outside.Webhook webhook) {
    return new WebhookTarget(
        webhook.name(), webhook.url(), key(webhook.keyFile()), webhook.authorities());
  }

  private static SecretBytes key(Path file) {
    SecretBytes key = PassphraseFile.read(file);
    if (key.size() < KEY_MIN) {
      throw new StartException(file + " has less than " + KEY_MIN + " characters");
    }
    return key;
  }
}
