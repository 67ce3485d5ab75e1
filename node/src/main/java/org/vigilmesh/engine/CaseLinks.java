package org.vigilmesh.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseLink;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration.CaseDeed;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Queries.LinkedCase;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.Rows.DeedRow;
import org.vigilmesh.port.StoreView;

/**
 * Which cases officers here have linked. A link is signed once, in the case that was named first,
 * and kept in both in one commit; what was destroyed of one case is still readable in the other.
 */
final class CaseLinks {
  private final CaseVault vault;

  CaseLinks(CaseVault vault) {
    this.vault = vault;
  }

  /** The cases that {@code caseId} is linked with, the link that was made first at the front. */
  List<LinkedCase> of(StoreView view, CaseId caseId) {
    Map<CaseId, LinkedCase> links = new LinkedHashMap<>();
    for (DeedRow row : view.deeds(caseId)) {
      findLink(row)
          .ifPresent(
              link -> {
                links.remove(link.other());
                if (row.deed().equals(Deed.LINKED.code())) {
                  links.put(link.other(), linked(view, row, link));
                }
              });
    }
    return List.copyOf(links.values());
  }

  private Optional<CaseLink> findLink(DeedRow row) {
    return isLink(row.deed())
        ? vault.decrypt(row.caseId(), row.words()).flatMap(words -> CaseLink.find(words.text()))
        : Optional.empty();
  }

  private static boolean isLink(String deed) {
    return deed.equals(Deed.LINKED.code()) || deed.equals(Deed.UNLINKED.code());
  }

  private static LinkedCase linked(StoreView view, DeedRow row, CaseLink link) {
    Optional<CaseRow> other = view.findCase(link.other());
    return new LinkedCase(
        link.other(),
        link.why().code(),
        row.at(),
        row.by(),
        other.map(one -> one.peer().text()).orElse(""),
        other.map(CaseRow::state).orElse(""));
  }

  /** The other case and the words that go into it; empty for what links nothing. */
  static Optional<CaseLink> find(CaseDeed word) {
    return isLink(word.deed().code()) ? CaseLink.find(word.words()) : Optional.empty();
  }

  /** Why the cases cannot be linked, or unlinked, as {@code word} says; empty when they can. */
  Optional<String> fault(StoreView view, CaseDeed word) {
    if (!isLink(word.deed().code())) {
      return Optional.empty();
    }
    Optional<CaseLink> link = find(word);
    if (link.isEmpty()) {
      return Optional.of("the words are the other case's id and one of " + CaseLink.Why.codes());
    }
    CaseId other = link.get().other();
    if (other.equals(word.caseId())) {
      return Optional.of("a case is not linked with itself");
    }
    if (view.findCase(other).isEmpty()) {
      return Optional.of("there is no case " + other);
    }
    boolean isLinked = of(view, word.caseId()).stream().anyMatch(one -> one.caseId().equals(other));
    if (isLinked == (word.deed() == Deed.LINKED)) {
      return Optional.of(isLinked ? "they are linked" : "they are not linked");
    }
    return isLinked || !isPurged(view, other)
        ? Optional.empty()
        : Optional.of("the content of the other case was destroyed");
  }

  /** Whether content of the case was destroyed; nothing is written into it any more. */
  static boolean isPurged(StoreView view, CaseId caseId) {
    return view.deeds(caseId).stream().anyMatch(row -> row.deed().equals(Deed.PURGED.code()));
  }
}
