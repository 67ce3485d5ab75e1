package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Predicate;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** Somebody shows a passkey: to be let in, or to open what is locked. */
final class Entering {
  private final DeskPorts ports;
  private final Attempts attempts;

  Entering(DeskPorts ports) {
    this.ports = ports;
    this.attempts = new Attempts(ports.clock());
  }

  /** What came of it. */
  sealed interface Came {}

  record Entered(Attending who) implements Came {}

  /** Whatever was wrong. */
  record Nobody() implements Came {}

  /** Too often within a minute. */
  record Often() implements Came {}

  /** Who it is, if {@code isWanted} takes them; nobody else is asked for their passkey's word. */
  Came of(Context ctx, Predicate<OfficerId> isWanted) {
    String network = Network.of(ctx.ip());
    if (!attempts.allows(network)) {
      return new Often();
    }
    try {
      OfficerId officer = new OfficerId(Assertions.bytes(ctx, "officer").text());
      if (!attempts.allows(network, officer.text())) {
        return new Often();
      }
      Digest challenge = new Digest(Assertions.bytes(ctx, "challenge"));
      Endorsement word =
          new Endorsement(
              officer,
              new CredentialId(Assertions.bytes(ctx, "credential")),
              Assertions.proof(ctx));
      Optional<Attending> who =
          isWanted.test(officer) ? ports.attendance().signIn(challenge, word) : Optional.empty();
      who.ifPresent(_ -> attempts.succeeded(network, officer.text()));
      return who.<Came>map(Entered::new).orElseGet(Nobody::new);
    } catch (InvalidValue _) {
      return new Nobody();
    }
  }
}
