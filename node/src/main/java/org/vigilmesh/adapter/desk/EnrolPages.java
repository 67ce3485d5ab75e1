package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Enrolment.Redeemed;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * How an officer gets a passkey: types a one-time code, lets the browser make a key, and waits
 * until the roster authorities have put it into the roster. A code lets nobody see a case.
 */
final class EnrolPages {
  private final DeskSettings settings;
  private final Enrolment enrolment;
  private final Pages pages;
  private final Attempts attempts;
  private final Registrations registrations;

  EnrolPages(DeskSettings settings, DeskPorts ports, Pages pages) {
    this.settings = settings;
    this.enrolment = ports.enrolment();
    this.pages = pages;
    this.attempts = new Attempts(ports.clock());
    this.registrations = new Registrations(settings.origin(), settings.relyingParty());
  }

  void add(Routes routes) {
    routes.open("/enrol", ctx -> pages.show(ctx, "code", new CodeForm(pages.frame(ctx), "")));
    routes.openForm("/enrol", this::redeem);
    routes.openForm("/enrol/passkey", this::enrol);
  }

  /** The form for the code; {@code problem} is the key of a sentence, or empty. */
  record CodeForm(Frame frame, String problem) implements Pages.Model {}

  /** The officer was welcomed: now the browser makes the key. */
  record Welcomed(
      Frame frame, Redeemed.Welcome welcome, String relyingParty, List<CredentialId> known)
      implements Pages.Model {
    /** Keys that are not made a second time, in base64url. */
    String exclude() {
      return String.join(",", known.stream().map(id -> Assertions.text(id.bytes())).toList());
    }

    String challenge() {
      return Assertions.text(welcome.challenge().bytes());
    }

    String officer() {
      return Assertions.text(Bytes.utf8(welcome.officer().text()));
    }
  }

  private void redeem(Context ctx) {
    String code = Optional.ofNullable(ctx.formParam("code")).orElse("");
    if (!attempts.allows(Network.of(ctx.ip()))) {
      ctx.status(429);
      pages.show(ctx, "code", new CodeForm(pages.frame(ctx), "enter.often"));
      return;
    }
    switch (enrolment.redeem(code, Network.of(ctx.ip()))) {
      case Redeemed.Welcome welcome ->
          pages.show(
              ctx,
              "enrol",
              new Welcomed(pages.frame(ctx), welcome, settings.relyingParty(), List.of()));
      case Redeemed.Refused() -> {
        ctx.status(403);
        pages.show(ctx, "code", new CodeForm(pages.frame(ctx), "enrol.refused"));
      }
    }
  }

  private void enrol(Context ctx) {
    try {
      Digest challenge = new Digest(Assertions.bytes(ctx, "challenge"));
      Credential credential =
          registrations
              .read(Assertions.bytes(ctx, "attestation"), Assertions.bytes(ctx, "made"), challenge)
              .orElseThrow(() -> new InvalidValue("registration"));
      switch (enrolment.enrol(challenge, credential, Assertions.proof(ctx))) {
        case Done.Ok _ -> pages.say(ctx, 200, "say.enrolled");
        case Done.Failed _ -> pages.say(ctx, 403, "say.unenrolled");
      }
    } catch (InvalidValue _) {
      pages.say(ctx, 422, "say.unenrolled");
    }
  }
}
