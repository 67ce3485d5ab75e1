package org.vigilmesh.sheet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Assistance;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.request.CaseActs;
import org.vigilmesh.request.CaseForm;

/** What the case says already: nobody types it again. */
public final class Known {
  private final CaseActs acts;
  private final String officer;

  public Known(CaseActs acts, String officer) {
    this.acts = acts;
    this.officer = officer;
  }

  /** Texts by path for an empty form. */
  public Map<String, String> of(CaseForm form) {
    Map<String, String> known = new LinkedHashMap<>();
    switch (form.type()) {
      case DECISION, PRESERVATION_CONFIRMATION -> items(known);
      case RELEASE_CONFIRMATION, EXPIRY_NOTICE -> {
        items(known);
        known.put("custodian_ref", custodianRef());
      }
      case EXTENSION_REQUEST -> {
        known.put("previous_ref.kind", "preservation");
        known.put("previous_ref.ref", custodianRef());
      }
      case CLARIFICATION_ANSWER -> questions(form, known);
      case MLA_RECEIVED, MLA_DECIDED -> known.put("mla_ref", mlaRef());
      case EMERGENCY_DATA_ANSWER -> {
        items(known);
        known.put("verification.by", officer);
      }
      default -> {
        // nothing of this form is known before
      }
    }
    return known;
  }

  private void items(Map<String, String> known) {
    List<String> ids =
        acts.request().stream()
            .flatMap(request -> request.wanted().dataItems().stream())
            .map(DataItem::itemId)
            .toList();
    for (int i = 0; i < ids.size(); i++) {
      known.put("item_ids[" + i + "]", ids.get(i));
    }
  }

  private void questions(CaseForm form, Map<String, String> known) {
    List<String> ids =
        acts.answerable(form).stream()
            .limit(1)
            .map(Act::content)
            .flatMap(
                one ->
                    one instanceof Dialogue.ClarificationRequest asked
                        ? asked.questions().stream().map(Dialogue.Question::id)
                        : null)
            .toList();
    for (int i = 0; i < ids.size(); i++) {
      known.put("answers[" + i + "].question", ids.get(i));
    }
  }

  private String custodianRef() {
    return newest(
        one -> one instanceof Content.PreservationConfirmation held ? held.custodianRef() : "");
  }

  private String mlaRef() {
    return newest(
        one ->
            switch (one) {
              case Assistance.MlaAnnounced announced -> announced.mlaRef();
              case Assistance.MlaReceived received -> received.mlaRef();
              default -> "";
            });
  }

  private String newest(Function<Content, String> found) {
    return acts.acts().reversed().stream()
        .map(Act::content)
        .map(found)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }
}
