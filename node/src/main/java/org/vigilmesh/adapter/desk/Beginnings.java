package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.RequestPart.TreatyBasis;
import org.vigilmesh.request.ChainedRequest;
import org.vigilmesh.request.Entries;
import org.vigilmesh.value.InvalidValue;

/**
 * What a new request begins with: what the node knows anyway, codes of a template, or what an
 * earlier request of ours said. To whom, in earnest or not and both questions of secrecy are always
 * asked anew.
 */
final class Beginnings {
  /** Codes only, never facts. */
  private static final Map<String, Map<String, String>> TEMPLATES =
      Map.of(
          "logs",
          Map.of(
              "message_type", "preservation_request",
              "urgency", "urgent",
              "data_items[0].category", "log_system",
              "data_items[0].unc_category", "traffic",
              "necessity.codes[0]", "short_retention"),
          "account",
          Map.of(
              "message_type", "preservation_request",
              "urgency", "urgent",
              "data_items[0].category", "content",
              "data_items[0].unc_category", "content",
              "necessity.codes[0]", "user_deletion_likely"),
          "emergency",
          Map.of(
              "message_type", "emergency_data_request",
              "urgency", "emergency",
              "emergency.ground", "threat_to_life"),
          "traffic",
          Map.of(
              "message_type", "traffic_disclosure_request",
              "urgency", "urgent",
              "data_items[0].category", "traffic",
              "data_items[0].unc_category", "traffic",
              "traffic_disclosure_requested.requested", "true"));

  private static final List<String> ASKED_ANEW =
      List.of(
          "recipient",
          "requested_state",
          "requesting_state",
          "exercise",
          "chained_from",
          "confidential.value",
          "no_user_notification.value");

  private final DeskPorts ports;
  private final Drafting drafting;

  Beginnings(DeskPorts ports, Drafting drafting) {
    this.ports = ports;
    this.drafting = drafting;
  }

  Map<String, String> of(Context ctx, WebSession session) {
    Map<String, String> texts = known(session);
    texts.putAll(
        TEMPLATES.getOrDefault(
            Optional.ofNullable(ctx.queryParam("template")).orElse(""), Map.of()));
    earlier(ctx, session).ifPresent(texts::putAll);
    return texts;
  }

  /** What need not be typed again. */
  private Map<String, String> known(WebSession session) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("message_type", "preservation_request");
    texts.put("local_zone", "Etc/UTC");
    texts.put("language", session.language());
    texts.put("duration_requested_days", "60");
    texts.put("handling.onward", "prior_authorisation");
    var status = ports.queries().status();
    texts.put("confirmation_contact.card", status.node().text() + "#" + status.cardVersion());
    texts.put("confirmation_contact.role", "supervisor");
    ports
        .codec()
        .signedCard()
        .decode(ports.queries().card())
        .find()
        .map(Signed::value)
        .ifPresent(card -> texts.put("authority_seeking.name", card.contact().authority()));
    return texts;
  }

  /** What our own request of the case that is named said. */
  private Optional<Map<String, String>> earlier(Context ctx, WebSession session) {
    return id(ctx.queryParam("from"))
        .flatMap(
            caseId ->
                drafting.said(session.who(), caseId).stream()
                    .filter(act -> act.content() instanceof Content.CaseRequest)
                    .filter(act -> act.sender().node().equals(ports.queries().status().node()))
                    .reduce((_, later) -> later))
        .flatMap(this::repeated);
  }

  private static Optional<CaseId> id(@Nullable String typed) {
    try {
      return typed == null ? Optional.empty() : Optional.of(CaseId.typed(typed));
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }

  private Optional<Map<String, String>> repeated(Act act) {
    Content.CaseRequest request = (Content.CaseRequest) act.content();
    String text =
        new ChainedRequest(
                request,
                new ChainedRequest.Frame(
                    act.sender().node(),
                    act.caseId(),
                    act.urgency(),
                    act.exercise(),
                    act.language()),
                act.recipient().node(),
                List.of(),
                false,
                request.filing().bases().stream().map(TreatyBasis::code).toList(),
                ports.clock().instant())
            .text();
    return Entries.ofFile(text)
        .map(
            entries -> {
              Map<String, String> texts = new LinkedHashMap<>(entries.texts());
              texts.keySet().removeAll(ASKED_ANEW);
              return texts;
            });
  }
}
