package org.vigilmesh.request;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Disclosure.Hop;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.message.RequestPart.Secrecy;
import org.vigilmesh.value.Urgency;

/**
 * The request to the next State, where the custodian turned out to be there: what our own request
 * said is carried over; what only that State's law or a new decision can say is asked again; what
 * the first State disclosed is carried over only with its authorisation (V69).
 */
public record ChainedRequest(
    Content.CaseRequest request,
    Frame frame,
    NodeId to,
    List<Hop> hops,
    boolean mayPassOn,
    List<String> standing,
    Instant now) {
  public ChainedRequest {
    hops = List.copyOf(hops);
    standing = List.copyOf(standing);
  }

  /** How the first request was sent. */
  public record Frame(
      NodeId sender, CaseId caseId, Urgency urgency, boolean exercise, String language) {}

  /** The file. */
  public String text() {
    RequestText out = new RequestText();
    head(out);
    bases(out);
    out.put("local_zone", request.filing().localZone())
        .put("language", frame.language())
        .put("urgency", frame.urgency().code());
    authorities(out);
    matter(out);
    items(out);
    custodians(out);
    need(out);
    terms(out);
    return out.toString();
  }

  private void head(RequestText out) {
    out.remark("From case " + frame.caseId() + ". Read every line before it is signed.")
        .remark("Asked again, and so left out: the authorising decision, attachments,")
        .remark("translations, overrides, references to what the first State was asked.")
        .put("schema_version", "1.0.0")
        .put("message_type", request.contentType().code())
        .put("request_status", "new")
        .put("exercise", frame.exercise())
        .put("chained_from", frame.caseId())
        .put("case_ref_requesting", request.caseRefs().requesting())
        .put("requesting_state", frame.sender().state())
        .put("requested_state", to.state())
        .put("recipient", to.text());
  }

  /** Those of the first request that stand with the next State; else one that stands. */
  private void bases(RequestText out) {
    List<RequestPart.TreatyBasis> kept =
        request.filing().bases().stream().filter(one -> standing.contains(one.code())).toList();
    if (!kept.isEmpty()) {
      out.parts(
          "treaty_basis",
          kept.stream()
              .map(one -> new RequestText().put("code", one.code()).put("article", one.article()))
              .toList());
      return;
    }
    out.remark("The basis of the first request does not stand with this State.");
    if (standing.isEmpty()) {
      out.remark("None does: vigil law show; mark it voluntary, or have V16 set aside.");
    } else {
      String first = standing.getFirst();
      out.parts(
          "treaty_basis", List.of(new RequestText().put("code", first).put("article", "PRES")));
    }
  }

  private void authorities(RequestText out) {
    RequestPart.Authorities all = request.authorities();
    authority(out, "authority_seeking", all.seeking());
    authority(out, "investigating_authority", all.investigating());
    authority(out, "prosecution_or_court", all.prosecutionOrCourt());
    if (all.confirmation() != null) {
      RequestText contact = new RequestText();
      out.part(
          "confirmation_contact",
          contact.put("card", all.confirmation().card()).put("role", all.confirmation().role()));
    }
    if (all.authorising() != null) {
      out.remark("authorising_authority: a decision that covers this State, if our law asks one");
    }
  }

  private static void authority(
      RequestText out, String key, RequestPart.@Nullable Authority authority) {
    if (authority != null) {
      out.part(
          key,
          new RequestText()
              .put("name", authority.name())
              .put("kind", authority.kind())
              .put("address", authority.address())
              .put("unit", authority.unit())
              .put("case_number", authority.caseNumber()));
    }
  }

  private void matter(RequestText out) {
    RequestPart.Matter matter = request.matter();
    out.parts(
            "offences",
            matter.offences().stream()
                .map(
                    one ->
                        new RequestText()
                            .put("scheme", one.scheme())
                            .put("code", one.code())
                            .put("domestic_provision", one.domesticProvision())
                            .put("max_penalty_months", one.maxPenaltyMonths())
                            .put("description", one.description()))
                .toList())
        .put("proceeding_stage", matter.proceedingStage())
        .put("facts_summary", matter.factsSummary());
  }

  private void items(RequestText out) {
    RequestPart.Wanted wanted = request.wanted();
    out.parts("data_items", wanted.dataItems().stream().map(ChainedRequest::item).toList());
    RequestText relations = new RequestText();
    wanted.relations().forEach(one -> relations.put(one.itemId(), one.text()));
    if (!wanted.relations().isEmpty()) {
      out.part("relation_to_offence", relations);
    }
  }

  private static RequestText item(DataItem item) {
    return new RequestText()
        .put("item_id", item.itemId())
        .put("category", item.category())
        .put("unc_category", item.uncCategory())
        .put("description", item.description())
        .put("service", item.service())
        .put("forward_looking", item.forwardLooking())
        .parts(
            "identifiers",
            item.identifiers().stream()
                .map(
                    one ->
                        new RequestText()
                            .put("kind", one.kind())
                            .put("value", one.value())
                            .put("qualifier", one.qualifier()))
                .toList())
        .put("period_from", item.periodFrom())
        .put("period_to", item.periodTo())
        .parts("observed", item.observed().stream().map(ChainedRequest::observed).toList());
  }

  private static RequestText observed(DataItem.Observation one) {
    RequestText seen = new RequestText();
    seen.put("value", one.value()).put("observed_at", one.observedAt());
    number(seen, "precision_s", one.precisionSeconds());
    seen.put("clock_source", one.clockSource());
    number(seen, "src_port", one.sourcePort());
    seen.put("dst_ip", one.destinationIp());
    number(seen, "dst_port", one.destinationPort());
    return seen.put("protocol", one.protocol());
  }

  /** Zero is what was not said. */
  private static void number(RequestText out, String key, int value) {
    if (value != 0) {
      out.put(key, value);
    }
  }

  private void custodians(RequestText out) {
    List<Hop> there = hops.stream().filter(hop -> hop.state().equals(to.state())).toList();
    if (!there.isEmpty() && !mayPassOn) {
      out.remark("V69: the first State named a provider there, under its prior authorisation.")
          .remark("Ask it first (onward_transfer_request), then draft this again.");
    }
    if (there.isEmpty() || !mayPassOn) {
      out.put("custodians", "unknown");
      return;
    }
    out.parts(
            "custodians",
            there.stream()
                .map(hop -> new RequestText().put("kind", "unknown").put("name", hop.provider()))
                .toList())
        .part(
            "system_location",
            new RequestText()
                .put("country", to.state())
                .put("basis", "provider_statement")
                .put("confidence", "high"));
  }

  private void need(RequestText out) {
    RequestPart.Need need = request.need();
    if (need.necessity() != null) {
      out.part(
          "necessity",
          new RequestText()
              .puts("codes", need.necessity().codes())
              .put("text", need.necessity().text()));
    }
    out.put("proportionality_note", need.proportionalityNote());
    intention(out, need.mlaIntention());
    out.parts(
        "urgency_reasons",
        need.urgencyReasons().stream()
            .map(
                one ->
                    new RequestText()
                        .put("code", one.code())
                        .put("date", one.date())
                        .put("text", one.text()))
            .toList());
    RequestPart.Emergency emergency = need.emergency();
    if (emergency != null) {
      out.part(
          "emergency",
          new RequestText()
              .put("ground", emergency.ground())
              .put("persons_at_risk", emergency.personsAtRisk())
              .put("imminence", emergency.imminence())
              .put("facts", emergency.facts())
              .put("second_approver", emergency.secondApprover()));
    }
  }

  /** The treaty of the request that follows is that of the next State. */
  private void intention(RequestText out, RequestPart.@Nullable MlaIntention mla) {
    if (mla == null) {
      return;
    }
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    boolean isAhead = mla.expectedBy() != null && mla.expectedBy().isAfter(today);
    boolean stands = standing.contains(mla.treaty());
    if (!isAhead) {
      out.remark("mla_intention.expected_by: by when will the request to this State follow?");
    }
    out.part(
        "mla_intention",
        new RequestText()
            .put("intends", mla.intends())
            .put("expected_by", isAhead ? mla.expectedBy() : null)
            .put("authority", mla.authority())
            .put("treaty", stands || standing.isEmpty() ? mla.treaty() : standing.getFirst())
            .puts("measures", mla.measures()));
  }

  private void terms(RequestText out) {
    RequestPart.Terms terms = request.terms();
    secrecy(out, "confidential", "until", terms.confidential());
    secrecy(out, "no_user_notification", "review", terms.noUserNotification());
    number(out, "duration_requested_days", terms.durationRequestedDays());
    RequestPart.TrafficDisclosure traffic = terms.trafficDisclosure();
    if (traffic != null) {
      out.part(
          "traffic_disclosure_requested",
          new RequestText()
              .put("requested", traffic.requested())
              .puts("communications", traffic.communications()));
    }
    RequestPart.Handling handling = terms.handling();
    if (handling != null) {
      out.part(
          "handling",
          new RequestText()
              .put("marking", handling.marking())
              .put("use", handling.use())
              .put("onward", handling.onward())
              .put("retention_until", handling.retentionUntil())
              .put("destroy_on", handling.destroyOn()));
    }
    out.puts("sensitive_flags", terms.sensitiveFlags());
  }

  private static void secrecy(RequestText out, String key, String date, @Nullable Secrecy secrecy) {
    if (secrecy != null) {
      out.part(
          key,
          new RequestText()
              .put("value", secrecy.value())
              .put("reason", secrecy.reason())
              .put(date, secrecy.date()));
    }
  }
}
