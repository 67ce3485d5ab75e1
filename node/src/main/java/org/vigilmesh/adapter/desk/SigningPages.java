package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.port.Queries.CaseStatus;
import org.vigilmesh.sheet.Words;

/** What an officer says in a case: prepared here, then read and signed by them. */
final class SigningPages {
  private final DeskPorts ports;
  private final Pages pages;
  private final Drafting drafting;
  private final Signing signing;

  SigningPages(DeskPorts ports, Pages pages, Signing signing) {
    this.signing = signing;
    this.ports = ports;
    this.pages = pages;
    this.drafting = new Drafting(ports);
  }

  void add(Routes routes) {
    routes.form("/cases/{id}/acknowledge", this::acknowledge);
  }

  private Optional<CaseStatus> status(Context ctx) {
    return CasePages.id(ctx).flatMap(ports.queries()::caseStatus);
  }

  private void acknowledge(Context ctx, WebSession session) {
    Optional<CaseStatus> status = status(ctx);
    if (status.isEmpty()) {
      pages.say(ctx, 404, "say.missing");
      return;
    }
    review(
        ctx,
        session,
        status.get(),
        drafting.acknowledgement(session.who(), status.get(), Words.in(session.language())));
  }

  /** Shows what is about to be signed; a sentence where the case is not as it was. */
  void review(Context ctx, WebSession session, CaseStatus status, Optional<Draft> prepared) {
    if (prepared.isEmpty()) {
      pages.say(ctx, 409, "say.changed");
      return;
    }
    signing.review(ctx, session, prepared.get());
  }

  /** A code in the small letters of lists. */
  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
