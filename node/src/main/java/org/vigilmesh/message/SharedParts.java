package org.vigilmesh.message;

/** The records that several contents share, field by field. */
final class SharedParts {
  private SharedParts() {}

  static RequestPart.TreatyBasis readTreatyBasis(Described.Source in) {
    return new RequestPart.TreatyBasis(
        in.code("code"), in.code("article"), in.flag("voluntary", false));
  }

  static void writeTreatyBasis(RequestPart.TreatyBasis it, Described.Sink out) {
    out.code("code", it.code());
    out.code("article", it.article());
    out.flag("voluntary", it.voluntary());
  }

  static RequestPart.Authority readAuthority(Described.Source in) {
    return new RequestPart.Authority(
        in.line("name"),
        in.code("kind"),
        in.line("address"),
        in.line("unit"),
        in.line("case_number"));
  }

  static void writeAuthority(RequestPart.Authority it, Described.Sink out) {
    out.line("name", it.name());
    out.code("kind", it.kind());
    out.line("address", it.address());
    out.line("unit", it.unit());
    out.line("case_number", it.caseNumber());
  }

  static RequestPart.Offence readOffence(Described.Source in) {
    return new RequestPart.Offence(
        in.code("scheme"),
        in.code("code"),
        in.line("domestic_provision"),
        in.number("max_penalty_months", 12_000),
        in.prose("description"));
  }

  static void writeOffence(RequestPart.Offence it, Described.Sink out) {
    out.code("scheme", it.scheme());
    out.code("code", it.code());
    out.line("domestic_provision", it.domesticProvision());
    out.number("max_penalty_months", it.maxPenaltyMonths());
    out.prose("description", it.description());
  }

  static DataItem.Identifier readIdentifier(Described.Source in) {
    return new DataItem.Identifier(in.code("kind"), in.line("value"), in.line("qualifier"));
  }

  static void writeIdentifier(DataItem.Identifier it, Described.Sink out) {
    out.code("kind", it.kind());
    out.line("value", it.value());
    out.line("qualifier", it.qualifier());
  }

  static DataItem.Observation readObservation(Described.Source in) {
    return new DataItem.Observation(
        in.line("value"),
        in.time("observed_at"),
        in.number("precision_s", 86_400),
        in.line("clock_source"),
        in.number("src_port", 65_535),
        in.line("dst_ip"),
        in.number("dst_port", 65_535),
        in.code("protocol"));
  }

  static void writeObservation(DataItem.Observation it, Described.Sink out) {
    out.line("value", it.value());
    out.time("observed_at", it.observedAt());
    out.number("precision_s", it.precisionSeconds());
    out.line("clock_source", it.clockSource());
    out.number("src_port", it.sourcePort());
    out.line("dst_ip", it.destinationIp());
    out.number("dst_port", it.destinationPort());
    out.code("protocol", it.protocol());
  }

  static RequestPart.SystemLocation readSystemLocation(Described.Source in) {
    return new RequestPart.SystemLocation(
        in.code("country"),
        in.line("city"),
        in.line("hosting"),
        in.code("basis"),
        in.code("confidence"));
  }

  static void writeSystemLocation(RequestPart.SystemLocation it, Described.Sink out) {
    out.code("country", it.country());
    out.line("city", it.city());
    out.line("hosting", it.hosting());
    out.code("basis", it.basis());
    out.code("confidence", it.confidence());
  }

  static RequestPart.Custodian readCustodian(Described.Source in) {
    return new RequestPart.Custodian(
        in.code("kind"),
        in.line("name"),
        in.line("legal_entity"),
        in.line("known_address"),
        in.line("contact"),
        in.code("asn"),
        in.line("domain"));
  }

  static void writeCustodian(RequestPart.Custodian it, Described.Sink out) {
    out.code("kind", it.kind());
    out.line("name", it.name());
    out.line("legal_entity", it.legalEntity());
    out.line("known_address", it.address());
    out.line("contact", it.contact());
    out.code("asn", it.asn());
    out.line("domain", it.domain());
  }

  static RequestPart.Handling readHandling(Described.Source in) {
    return new RequestPart.Handling(
        in.line("marking"),
        in.line("use"),
        in.code("onward"),
        in.day("retention_until"),
        in.line("destroy_on"));
  }

  static void writeHandling(RequestPart.Handling it, Described.Sink out) {
    out.line("marking", it.marking());
    out.line("use", it.use());
    out.code("onward", it.onward());
    out.day("retention_until", it.retentionUntil());
    out.line("destroy_on", it.destroyOn());
  }

  static RequestPart.Secrecy readSecrecy(Described.Source in) {
    return new RequestPart.Secrecy(in.flag("value", false), in.prose("reason"), in.day("until"));
  }

  static void writeSecrecy(RequestPart.Secrecy it, Described.Sink out) {
    out.flag("value", it.value());
    out.prose("reason", it.reason());
    out.day("until", it.date());
  }

  static RequestPart.Attachment readAttachment(Described.Source in) {
    return new RequestPart.Attachment(
        in.line("name"), in.line("media_type"), in.number("size", 16_777_216), in.line("purpose"));
  }

  static void writeAttachment(RequestPart.Attachment it, Described.Sink out) {
    out.line("name", it.name());
    out.line("media_type", it.mediaType());
    out.number("size", it.size());
    out.line("purpose", it.purpose());
  }

  static RequestPart.MlaIntention readMlaIntention(Described.Source in) {
    return new RequestPart.MlaIntention(
        in.flag("intends", false),
        in.day("expected_by"),
        in.line("authority"),
        in.code("treaty"),
        in.codes("measures"));
  }

  static void writeMlaIntention(RequestPart.MlaIntention it, Described.Sink out) {
    out.flag("intends", it.intends());
    out.day("expected_by", it.expectedBy());
    out.line("authority", it.authority());
    out.code("treaty", it.treaty());
    out.codes("measures", it.measures());
  }

  static RequestPart.PreviousRef readPreviousRef(Described.Source in) {
    return new RequestPart.PreviousRef(
        in.code("kind"), in.line("ref"), in.day("date"), in.line("channel"));
  }

  static void writePreviousRef(RequestPart.PreviousRef it, Described.Sink out) {
    out.code("kind", it.kind());
    out.line("ref", it.reference());
    out.day("date", it.date());
    out.line("channel", it.channel());
  }

  static Content.DomesticOrder readDomesticOrder(Described.Source in) {
    return new Content.DomesticOrder(in.line("ref"), in.day("date"), in.day("expires"));
  }

  static void writeDomesticOrder(Content.DomesticOrder it, Described.Sink out) {
    out.line("ref", it.reference());
    out.day("date", it.date());
    out.day("expires", it.expires());
  }

  static Decision.Reason readReason(Described.Source in) {
    return new Decision.Reason(in.code("ground"), in.code("via"), in.prose("text"));
  }

  static void writeReason(Decision.Reason it, Described.Sink out) {
    out.code("ground", it.ground());
    out.code("via", it.via());
    out.prose("text", it.text());
  }

  static RequestPart.RuleOverride readRuleOverride(Described.Source in) {
    return new RequestPart.RuleOverride(in.code("rule"), in.code("by"), in.prose("reason"));
  }

  static void writeRuleOverride(RequestPart.RuleOverride it, Described.Sink out) {
    out.code("rule", it.rule());
    out.code("by", it.by());
    out.prose("reason", it.reason());
  }

  static Content.ProvisionalHold readProvisionalHold(Described.Source in) {
    return new Content.ProvisionalHold(in.flag("placed", false), in.time("until"), in.line("law"));
  }

  static void writeProvisionalHold(Content.ProvisionalHold it, Described.Sink out) {
    out.flag("placed", it.placed());
    out.time("until", it.until());
    out.line("law", it.law());
  }
}
