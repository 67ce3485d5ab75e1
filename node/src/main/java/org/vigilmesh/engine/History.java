package org.vigilmesh.engine;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigilmesh.casework.Mentions;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Digest;

/** Earlier requests of a sender, as far back as is looked, and other cases about the same thing. */
final class History {
  /** So many cases with the sender are counted. */
  private static final int COUNTED = 200;

  /** So many cases about the same thing are named. */
  private static final int NAMED = 50;

  /** So many of them are opened for the names of their officers. */
  private static final int OPENED = 50;

  private final Cases cases;
  private final StoreView view;
  private final CaseVault vault;

  History(Cases cases, StoreView view, CaseVault vault) {
    this.cases = cases;
    this.vault = vault;
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
    return view.cases(CaseQuery.NEWEST.with(sender), COUNTED).stream()
        .filter(one -> !one.ours() && isBefore(one, row))
        .toList();
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

  /** By the keyed digests of what is named: no other case is opened to find them. */
  private List<Shared> sharing(ActRow row, Content.CaseRequest request) {
    Map<CaseId, Shared> sharing = new LinkedHashMap<>();
    for (String value : values(request)) {
      Digest mark = vault.mark(Mentions.identifier(value));
      for (CaseRow one : view.cases(CaseQuery.NEWEST.naming(mark), NAMED)) {
        if (isBefore(one, row) && sharing.size() < NAMED) {
          sharing.computeIfAbsent(one.caseId(), _ -> shared(one));
        }
      }
    }
    return List.copyOf(sharing.values());
  }

  private Shared shared(CaseRow row) {
    return new Shared(
        row,
        findOpening(row)
            .map(Act::content)
            .flatMap(
                content ->
                    content instanceof PreservationRequest asked
                        ? Optional.of(asked)
                        : Optional.empty()));
  }

  private static Set<String> values(Content.CaseRequest request) {
    Set<String> values = new TreeSet<>();
    for (DataItem item : request.wanted().dataItems()) {
      item.identifiers().forEach(identifier -> values.add(identifier.value()));
    }
    return values;
  }
}
