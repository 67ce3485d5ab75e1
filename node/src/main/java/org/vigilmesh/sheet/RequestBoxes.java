package org.vigilmesh.sheet;

import static org.vigilmesh.sheet.Boxes.join;
import static org.vigilmesh.sheet.Boxes.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.message.RequestPart.Attachment;
import org.vigilmesh.message.RequestPart.RuleOverride;
import org.vigilmesh.message.TrafficDisclosureRequest;
import org.vigilmesh.value.Digest;

/** The eight numbered boxes of a request, every field of it. */
final class RequestBoxes {
  private final Boxes boxes;

  RequestBoxes(Boxes boxes) {
    this.boxes = boxes;
  }

  void write(Content.CaseRequest request) {
    filing(request.filing());
    authorities(request);
    matter(request.matter());
    boxes.prose("facts", request.matter().factsSummary());
    boxes.end("box.facts");
    request.wanted().dataItems().forEach(this::item);
    if (request instanceof TrafficDisclosureRequest traffic) {
      traffic.itemIds().forEach(id -> boxes.line("item_ids", id));
    }
    boxes.end("box.data");
    request
        .wanted()
        .relations()
        .forEach(one -> boxes.prose("relation " + one.itemId(), one.text()));
    boxes.end("box.relation");
    custodians(request.wanted());
    need(request.need());
    terms(request.terms());
    request.attachments().forEach(this::attachment);
    request.overrides().forEach(this::override);
    boxes.end("box.mla");
  }

  private void filing(RequestPart.Filing filing) {
    boxes.code("request_status", "request_status", filing.status());
    for (RequestPart.PreviousRef one : filing.previous()) {
      String kind = boxes.name("previous_ref_kind", one.kind());
      boxes.line("previous_ref", join(kind, one.reference(), text(one.date()), one.channel()));
    }
    digest("amends", filing.amends());
    filing.amendedFields().forEach(field -> boxes.line("amended_fields", field));
    for (RequestPart.TreatyBasis basis : filing.bases()) {
      String name = boxes.name("treaty_basis", basis.code());
      boxes.line("basis", join(name, basis.article(), word("voluntary", basis.voluntary())));
    }
    boxes.line("local_zone", filing.localZone());
    for (RequestPart.Translation one : filing.translations()) {
      String by = boxes.name("translation_by", one.by());
      boxes.line("translations", join(one.language(), by));
      digest("translations", one.sourceDigest());
    }
  }

  /** The name of a field that is ticked. */
  private String word(String field, boolean value) {
    return value ? boxes.name("field", field) : "";
  }

  private void digest(String label, @Nullable Digest digest) {
    boxes.line(label, digest == null ? "" : digest.hex());
  }

  private void authorities(Content.CaseRequest request) {
    RequestPart.Authorities all = request.authorities();
    authority("authority", all.seeking());
    RequestPart.AuthorisingAuthority authorising = all.authorising();
    if (authorising != null) {
      boxes.line(
          "authorising",
          join(
              authorising.name(),
              boxes.name("authority_kind", authorising.kind()),
              authorising.decisionReference(),
              text(authorising.date()),
              authorising.signature()));
    }
    authority("investigating", all.investigating());
    authority("court", all.prosecutionOrCourt());
    RequestPart.DirectoryContact contact = all.confirmation();
    if (contact != null) {
      boxes.line(
          "confirmation_contact", join(contact.card(), boxes.name("officer_role", contact.role())));
    }
    boxes.refs(request.caseRefs());
    boxes.end("box.authority");
  }

  private void authority(String label, RequestPart.@Nullable Authority authority) {
    if (authority != null) {
      boxes.line(
          label,
          join(
              authority.name(),
              boxes.name("authority_kind", authority.kind()),
              authority.unit(),
              authority.address(),
              authority.caseNumber()));
    }
  }

  private void matter(RequestPart.Matter matter) {
    for (RequestPart.Offence offence : matter.offences()) {
      String list = "offence_" + offence.scheme().toLowerCase(Locale.ROOT);
      boxes.line(
          "offence",
          join(
              boxes.name("offence_scheme", offence.scheme()),
              boxes.name(list, offence.code()),
              offence.domesticProvision(),
              offence.maxPenaltyMonths() == 0
                  ? ""
                  : boxes.words().count("penalty.months", offence.maxPenaltyMonths())));
      boxes.prose("offence", offence.description());
    }
    boxes.code("stage", "proceeding_stage", matter.proceedingStage());
    RequestPart.DualCriminality dual = matter.dualCriminality();
    if (dual != null) {
      boxes.flag("dual_criminality", dual.claimed());
      boxes.prose("dual_criminality", dual.text());
    }
    boxes.end("box.offence");
  }

  private void item(DataItem item) {
    boxes.line(
        "item " + item.itemId(),
        join(
            boxes.name("data_category", item.category()),
            boxes.name("unc_category", item.uncCategory()),
            item.service(),
            item.forwardLooking() ? boxes.words().of("field.forward_looking") : ""));
    boxes.prose("description", item.description());
    for (DataItem.Identifier one : item.identifiers()) {
      boxes.line(
          "identifier",
          join(boxes.name("identifier_kind", one.kind()), one.value(), one.qualifier()));
    }
    if (item.periodFrom() != null || item.periodTo() != null) {
      boxes.line("period", text(item.periodFrom()) + " – " + text(item.periodTo()));
    }
    for (DataItem.Observation seen : item.observed()) {
      boxes.line("observed", observation(seen));
    }
  }

  private String observation(DataItem.Observation seen) {
    return join(
        seen.value(),
        port(seen.sourcePort()),
        text(seen.observedAt()),
        seen.precisionSeconds() == 0 ? "" : "± " + seen.precisionSeconds() + " s",
        seen.clockSource(),
        seen.destinationPort() == 0
            ? seen.destinationIp()
            : seen.destinationIp() + " : " + seen.destinationPort(),
        seen.protocol());
  }

  private String port(int port) {
    return port == 0 ? "" : boxes.words().of("port", Integer.toString(port));
  }

  private void custodians(RequestPart.Wanted wanted) {
    for (RequestPart.Custodian one : wanted.custodians()) {
      boxes.line(
          "custodian",
          join(
              boxes.name("custodian_kind", one.kind()),
              one.name(),
              one.legalEntity(),
              one.address(),
              one.contact(),
              one.asn(),
              one.domain()));
    }
    if (wanted.custodianUnknown()) {
      boxes.line("custodian", boxes.words().of("custodian.unknown"));
    }
    RequestPart.SystemLocation place = wanted.systemLocation();
    if (place != null) {
      boxes.line(
          "system_location",
          join(
              place.country(),
              place.city(),
              place.hosting(),
              boxes.name("location_basis", place.basis()),
              boxes.name("confidence", place.confidence())));
    }
    boxes.end("box.custodian");
  }

  private void need(RequestPart.Need need) {
    RequestPart.Necessity necessity = need.necessity();
    if (necessity != null) {
      boxes.codes("necessity", "necessity", necessity.codes());
      boxes.prose("necessity", necessity.text());
    }
    boxes.prose("proportionality_note", need.proportionalityNote());
    for (RequestPart.UrgencyReason reason : need.urgencyReasons()) {
      String name = boxes.name("urgency_reason", reason.code());
      boxes.line("urgency", join(name, text(reason.date())));
      boxes.prose("urgency", reason.text());
    }
    RequestPart.Emergency emergency = need.emergency();
    if (emergency != null) {
      boxes.code("emergency", "emergency_ground", emergency.ground());
      boxes.prose("emergency", emergency.facts());
      boxes.prose("persons_at_risk", emergency.personsAtRisk());
      boxes.prose("imminence", emergency.imminence());
      boxes.line("second_approver", emergency.secondApprover());
    }
    RequestPart.ResponseDue due = need.responseDue();
    if (due != null) {
      boxes.time("response_due_at", due.at());
      boxes.prose("response_due_at", due.reason());
    }
    boxes.end("box.need");
    intention(need.mlaIntention());
  }

  private void intention(RequestPart.@Nullable MlaIntention intention) {
    if (intention != null) {
      boxes.flag("mla", intention.intends());
      boxes.line("mla_authority", intention.authority());
      boxes.day("mla_by", intention.expectedBy());
      boxes.code("treaty", "treaty_basis", intention.treaty());
      boxes.codes("measures", "mla_measure", intention.measures());
    }
  }

  private void terms(RequestPart.Terms terms) {
    secrecy("confidential", terms.confidential());
    secrecy("no_user_notification", terms.noUserNotification());
    boxes.number("duration_days", terms.durationRequestedDays());
    RequestPart.TrafficDisclosure traffic = terms.trafficDisclosure();
    if (traffic != null) {
      boxes.flag("traffic_disclosure", traffic.requested());
      traffic.communications().forEach(one -> boxes.line("traffic_disclosure", one));
    }
    RequestPart.Handling handling = terms.handling();
    if (handling != null) {
      boxes.line("marking", handling.marking());
      boxes.line("handling_use", handling.use());
      boxes.code("onward", "onward_rule", handling.onward());
      boxes.day("retention_until", handling.retentionUntil());
      boxes.line("destroy_on", handling.destroyOn());
    }
    boxes.codes("sensitive_flags", "sensitive_flag", terms.sensitiveFlags());
    RequestPart.SensitiveReview review = terms.sensitiveReview();
    if (review != null) {
      boxes.prose("sensitive_review", review.reason());
      boxes.line("sensitive_review", review.reviewer());
    }
  }

  private void secrecy(String label, RequestPart.@Nullable Secrecy secrecy) {
    if (secrecy != null) {
      boxes.line(
          label, join(boxes.words().of(secrecy.value() ? "yes" : "no"), text(secrecy.date())));
      boxes.prose(label, secrecy.reason());
    }
  }

  private void attachment(Attachment file) {
    String size = file.size() == 0 ? "" : file.size() + " B";
    boxes.line("attachment", join(file.name(), file.mediaType(), size, file.purpose()));
  }

  private void override(RuleOverride one) {
    boxes.line("override", join(one.rule(), one.by()));
    boxes.prose("override", one.reason());
  }
}
