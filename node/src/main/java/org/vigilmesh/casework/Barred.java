package org.vigilmesh.casework;

import static org.vigilmesh.casework.CaseRules.objection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.casework.CaseRules.Objection;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ContentForm;

/** The rows of the table that a side cannot use now, each with the reason, before any content. */
final class Barred {
  private final NodeId self;
  private final Book book;

  private Barred(NodeId self, Book book) {
    this.self = self;
    this.book = book;
  }

  static Map<String, Objection> of(NodeId self, Book book) {
    Barred barred = new Barred(self, book);
    Map<String, Objection> all = new LinkedHashMap<>();
    for (Grid row : Grid.values()) {
      barred.of(row).ifPresent(why -> all.put(code(row), why));
    }
    return all;
  }

  /** The code under which a form is filled; that of the row itself for what has no form. */
  static String code(Grid row) {
    for (ContentForm form : ContentForm.values()) {
      if (form.name().equals(row.name())) {
        return form.code();
      }
    }
    return row.name().toLowerCase(java.util.Locale.ROOT);
  }

  private Optional<Objection> of(Grid row) {
    if (!book.isOpen()) {
      return objection(Refusal.NO_SUCH_CASE);
    }
    boolean isOpener = book.opener().equals(self);
    boolean acknowledgesItself = book.base().isEmpty() && isOpener && row == Grid.HUMAN_ACK;
    if (!CaseRules.fits(row.direction(), isOpener) || acknowledgesItself) {
      return objection(Refusal.OTHER_SIDES_WORD);
    }
    if (book.base().isEmpty()) {
      return row == Grid.HUMAN_ACK ? Optional.empty() : objection(Refusal.TEST_ONLY_ACKNOWLEDGED);
    }
    if (!book.kind().allows(row)) {
      return objection(Refusal.OTHER_KIND, code(row));
    }
    Items.Reach reach = book.items.reach(row, book.items.ids());
    if (reach.cell() != Grid.Cell.SIGN || CaseRules.isPutAway(row, book)) {
      return objection(Refusal.NOT_IN_STATE, code(row), book.items.base().code());
    }
    return forbidden(row, reach.items()).or(() -> unasked(row));
  }

  /** An item that is held back by a question leaves the others free. */
  private Optional<Objection> forbidden(Grid row, List<String> items) {
    for (Overlay overlay : List.of(Overlay.RELEASE, Overlay.PREJUDICE, Overlay.EXTENSION)) {
      boolean holdsAll = !items.isEmpty() && book.asked(overlay).containsAll(items);
      if (holdsAll && row.forbids(overlay)) {
        return objection(Refusal.OVERLAY_OPEN, code(row), overlay.code());
      }
    }
    return Optional.empty();
  }

  private Optional<Objection> unasked(Grid row) {
    boolean isAnswer = row.needs().isPresent() || row == Grid.ONWARD_TRANSFER_DECISION;
    boolean isAsked =
        row == Grid.ONWARD_TRANSFER_DECISION
            ? !book.onward.isEmpty()
            : row.needs().filter(overlay -> !book.has(overlay)).isEmpty();
    return isAnswer && !isAsked ? objection(Refusal.ANSWERS_NOTHING) : Optional.empty();
  }
}
