package org.vigilmesh.adapter.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.desk.CasePages.Box;
import org.vigilmesh.adapter.desk.CasePages.Field;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.RequestPart;

/** A content box by box, as on the paper form: coded fields named, free text as it was written. */
final class Boxes {
  private final Words words;
  private final String language;
  private final List<Box> boxes = new ArrayList<>();
  private List<Field> fields = new ArrayList<>();

  /** {@code language} is that of the free text. */
  Boxes(Words words, String language) {
    this.words = words;
    this.language = language;
  }

  List<Box> of(Content content) {
    switch (content) {
      case Content.CaseRequest request -> request(request);
      case Described described -> {
        described.write(new FieldSink(this));
        end("box.content");
      }
      default -> {
        line("case_refs", content.caseRefs().requesting());
        end("box.content");
      }
    }
    return boxes;
  }

  private void request(Content.CaseRequest request) {
    authorities(request);
    matter(request.matter());
    prose("facts", request.matter().factsSummary());
    end("box.facts");
    request.wanted().dataItems().forEach(this::item);
    end("box.data");
    request.wanted().relations().forEach(one -> prose("relation " + one.itemId(), one.text()));
    end("box.relation");
    custodians(request.wanted());
    need(request.need());
    terms(request);
  }

  private void authorities(Content.CaseRequest request) {
    authority("authority", request.authorities().seeking());
    authority("investigating", request.authorities().investigating());
    request.filing().bases().forEach(basis -> code("basis", "treaty_basis", basis.code()));
    line("file_number", request.caseRefs().requesting());
    end("box.authority");
  }

  private void authority(String label, RequestPart.@Nullable Authority authority) {
    if (authority != null) {
      line(label, join(authority.name(), authority.unit(), authority.address()));
      line("file_number", authority.caseNumber());
    }
  }

  private void matter(RequestPart.Matter matter) {
    for (RequestPart.Offence offence : matter.offences()) {
      line(
          "offence",
          join(
              CodeNames.of(
                  "offence_" + offence.scheme().toLowerCase(Locale.ROOT),
                  offence.code(),
                  words.language()),
              offence.domesticProvision(),
              offence.maxPenaltyMonths() == 0
                  ? ""
                  : words.count("penalty.months", offence.maxPenaltyMonths())));
      prose("offence", offence.description());
    }
    code("stage", "proceeding_stage", matter.proceedingStage());
    end("box.offence");
  }

  private void item(DataItem item) {
    line(
        "item " + item.itemId(),
        join(CodeNames.of("data_category", item.category(), words.language()), item.service()));
    prose("description", item.description());
    for (DataItem.Identifier identifier : item.identifiers()) {
      line(
          CodeNames.of("identifier_kind", identifier.kind(), words.language()),
          join(identifier.value(), identifier.qualifier()));
    }
    if (item.periodFrom() != null || item.periodTo() != null) {
      line(
          "period",
          Optional.ofNullable(item.periodFrom()).map(Clocks::minute).orElse("…")
              + " – "
              + Optional.ofNullable(item.periodTo()).map(Clocks::minute).orElse("…"));
    }
    for (DataItem.Observation seen : item.observed()) {
      line(
          "observed",
          join(
              seen.value(),
              Optional.ofNullable(seen.observedAt()).map(Clocks::second).orElse(""),
              seen.sourcePort() == 0 ? "" : words.of("port", Integer.toString(seen.sourcePort())),
              seen.destinationIp()));
    }
  }

  private void custodians(RequestPart.Wanted wanted) {
    for (RequestPart.Custodian custodian : wanted.custodians()) {
      line(
          CodeNames.of("custodian_kind", custodian.kind(), words.language()),
          join(custodian.name(), custodian.legalEntity(), custodian.domain(), custodian.address()));
    }
    if (wanted.custodianUnknown()) {
      line("custodian", words.of("custodian.unknown"));
    }
    end("box.custodian");
  }

  private void need(RequestPart.Need need) {
    RequestPart.Necessity necessity = need.necessity();
    if (necessity != null) {
      necessity.codes().forEach(one -> code("necessity", "necessity", one));
      prose("necessity", necessity.text());
    }
    need.urgencyReasons()
        .forEach(
            reason -> {
              code("urgency", "urgency_reason", reason.code());
              prose("urgency", reason.text());
            });
    RequestPart.Emergency emergency = need.emergency();
    if (emergency != null) {
      code("emergency", "emergency_ground", emergency.ground());
      prose("emergency", emergency.facts());
      prose("persons_at_risk", emergency.personsAtRisk());
    }
    end("box.need");
  }

  private void terms(Content.CaseRequest request) {
    RequestPart.MlaIntention intention = request.need().mlaIntention();
    if (intention != null) {
      line("mla", words.of(intention.intends() ? "yes" : "no"));
      line("mla_authority", intention.authority());
      line("mla_by", intention.expectedBy() == null ? "" : intention.expectedBy().toString());
    }
    request.attachments().forEach(file -> line("attachment", file.name()));
    end("box.mla");
  }

  void code(String label, String list, String code) {
    if (!code.isEmpty()) {
      line(label, CodeNames.of(list, code, words.language()));
    }
  }

  /** A line of text; nothing for an empty one. */
  void line(String label, String value) {
    if (!value.isEmpty()) {
      fields.add(new Field(label(label), value, false, ""));
    }
  }

  void prose(String label, String value) {
    if (!value.isEmpty()) {
      fields.add(new Field(label(label), value, true, language));
    }
  }

  private String label(String name) {
    String[] parts = name.split(" ", 2);
    String said =
        words
            .find("field." + parts[0])
            .or(() -> new CodeNames(words.language()).find("field", parts[0]))
            .orElse(parts[0]);
    return parts.length == 1 ? said : said + " " + parts[1];
  }

  private void end(String key) {
    if (!fields.isEmpty()) {
      boxes.add(new Box(key, List.copyOf(fields)));
      fields = new ArrayList<>();
    }
  }

  private static String join(String... parts) {
    return String.join(" · ", List.of(parts).stream().filter(p -> !p.isBlank()).toList());
  }
}
