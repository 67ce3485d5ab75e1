package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.StoreView;

/** Earlier requests of a sender, as far back as is looked, and other cases about the same thing. */
final class History {
  /** So many cases with the sender are counted. */
  private static final int COUNTED = 200;

  /** So many of all cases are looked through for them, a page at a time. */
  private static final int PAGES = 8;

  private static final int PAGE = 500;

  /** So many of them are opened for the names of their officers. */
  private static final int OPENED = 50;

  private final Cases cases;
  private final StoreView view;

  History(Cases cases, StoreView view) {
    this.cases = cases;
    this.view = view;
  }

  /**
   * What was known before a request.
   *
   * @param earlier the sender's cases that were opened before it, newest change first
   * @param officers who signed what opened the newest of them
   * @param sharing other cases, of any peer, that name one of its identifiers
   */
  record Known(List<CaseRow> earlier, Set<String> officers, List<Shared> sharing) {
    Known {
      earlier = List.copyOf(earlier);
      officers = Set.copyOf(officers);
      sharing = List.copyOf(sharing);
    }
  }

  /** A case that names the same; its request where it asks for preservation. */
  record Shared(CaseRow row, Optional<PreservationRequest> request) {}

  Known before(ActRow row, Content.CaseRequest request) {
    NodeId sender = row.sender();
    List<CaseRow> earlier = earlier(row, sender);
    Set<String> officers = new HashSet<>();
    for (CaseRow one : earlier.subList(0, Math.min(OPENED, earlier.size()))) {
      findOpening(one)
          .ifPresent(act -> act.officers().forEach(o -> officers.add(o.officer().text())));
    }
    return new Known(earlier, officers, sharing(row, request));
  }

  private List<CaseRow> earlier(ActRow row, NodeId sender) {
    List<CaseRow> earlier = new ArrayList<>();
    long before = Long.MAX_VALUE;
    for (int i = 0; i < PAGES && earlier.size() < COUNTED; i++) {
      List<CaseRow> page = view.cases(before, PAGE);
      page.stream()
          .filter(one -> one.peer().equals(sender) && !one.ours())
          .filter(one -> isBefore(one, row))
          .forEach(earlier::add);
      if (page.size() < PAGE) {
        return earlier;
      }
      before = page.getLast().change();
    }
    return earlier;
  }

  private static boolean isBefore(CaseRow one, ActRow row) {
    return !one.caseId().equals(row.caseId()) && one.openedAt().isBefore(row.storedAt());
  }

  /** The request that opened a case; empty when nobody can read it any more. */
  private Optional<Act> findOpening(CaseRow row) {
    return view.acts(row.caseId()).stream()
        .flatMap(one -> cases.find(view, one).stream())
        .filter(act -> act.content() instanceof Content.CaseRequest)
        .findFirst();
  }

  private List<Shared> sharing(ActRow row, Content.CaseRequest request) {
    Set<String> wanted = values(request);
    List<Shared> sharing = new ArrayList<>();
    for (CaseRow one : view.cases(Long.MAX_VALUE, OPENED)) {
      if (isBefore(one, row)) {
        findOpening(one)
            .map(Act::content)
            .filter(
                content ->
                    content instanceof Content.CaseRequest asked
                        && values(asked).stream().anyMatch(wanted::contains))
            .ifPresent(content -> sharing.add(shared(one, content)));
      }
    }
    return sharing;
  }

  private static Shared shared(CaseRow row, Content content) {
    return new Shared(
        row, content instanceof PreservationRequest asked ? Optional.of(asked) : Optional.empty());
  }

  private static Set<String> values(Content.CaseRequest request) {
    Set<String> values = new HashSet<>();
    for (DataItem item : request.wanted().dataItems()) {
      item.identifiers().forEach(identifier -> values.add(identifier.value()));
    }
    return values;
  }
}
