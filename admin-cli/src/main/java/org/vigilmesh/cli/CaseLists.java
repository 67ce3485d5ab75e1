package org.vigilmesh.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.proto.v1.CaseList;
import org.vigilmesh.proto.v1.CaseOrder;
import org.vigilmesh.proto.v1.CasePlace;
import org.vigilmesh.proto.v1.CaseSummary;
import org.vigilmesh.proto.v1.ListCasesRequest;
import org.vigilmesh.proto.v1.ListCasesResponse;
import org.vigilmesh.proto.v1.Urgency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists of cases: what they may be asked for, and how a page of them is shown. */
final class CaseLists {
  /** What one call of the node answers at most. */
  private static final int PAGE = 500;

  private static final int LIMIT_MAX = 1_000_000;

  private CaseLists() {}

  /** The filters that every list takes. */
  static final class Filters {
    @Option(names = "--state", paramLabel = "STATE")
    private String state = "";

    @Option(names = "--peer", paramLabel = "NODE", descriptionKey = "casePeer")
    private @Nullable NodeId peer;

    @Option(names = "--urgency", paramLabel = "URGENCY", descriptionKey = "caseUrgency")
    private org.vigilmesh.value.@Nullable Urgency urgency;

    @Option(names = "--identifier", paramLabel = "TEXT", descriptionKey = "identifier")
    private String identifier = "";

    @Option(names = "--file", paramLabel = "TEXT", descriptionKey = "fileReference")
    private String reference = "";

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", descriptionKey = "caseLimit")
    private int limit = 50;

    @Option(names = "--after", paramLabel = "PLACE", descriptionKey = "after")
    private String after = "";

    private ListCasesRequest.Builder request(CaseOrder order) {
      unless(limit >= 1 && limit <= LIMIT_MAX, "--limit", "1 to " + LIMIT_MAX);
      ListCasesRequest.Builder request =
          ListCasesRequest.newBuilder()
              .setOrder(order)
              .setState(state.toLowerCase(Locale.ROOT))
              .setPeer(peer == null ? "" : peer.text())
              .setIdentifier(identifier)
              .setReference(reference);
      if (urgency != null) {
        request.setUrgency(Urgency.valueOf("URGENCY_" + urgency));
      }
      if (!after.isEmpty()) {
        request.setAfter(place(after));
      }
      return request;
    }
  }

  private static void unless(boolean isGood, String option, String what) {
    if (!isGood) {
      throw CliException.of(Exit.INPUT, "E-LIST-OPTION", option, what);
    }
  }

  private static CasePlace place(String typed) {
    int colon = typed.indexOf(':');
    unless(
        colon > 0 && typed.substring(0, colon).matches("-?\\d{1,18}"),
        "--after",
        "as the last list printed it");
    return CasePlace.newBuilder()
        .setKey(Long.parseLong(typed.substring(0, colon)))
        .setCaseId(typed.substring(colon + 1))
        .build();
  }

  /** {@code vigil case list}: the newest change first, or the next end of a clock. */
  @Command(
      name = "list",
      header = {
        "vigil case list --node xb",
        "vigil case list --state delivered --peer xa --due-within 8h -o json"
      })
  static final class ByChange implements Runnable {
    @Mixin private Options options = new Options();
    @Mixin private Filters filters = new Filters();

    @Option(names = "--due-within", paramLabel = "DURATION", descriptionKey = "due-within")
    private Duration within = Duration.ZERO;

    @Override
    public void run() {
      boolean isByDeadline = !within.isZero();
      show(
          options,
          filters,
          isByDeadline ? CaseOrder.CASE_ORDER_DEADLINE : CaseOrder.CASE_ORDER_LAST_CHANGED,
          within);
    }
  }

  /** {@code vigil case expiring}: holds that end soon unless a person does something. */
  @Command(
      name = "expiring",
      header = {"vigil case expiring --node xb", "vigil case expiring --within 14d -o ndjson"})
  static final class ByHoldEnd implements Runnable {
    @Mixin private Options options = new Options();
    @Mixin private Filters filters = new Filters();

    @Option(
        names = "--within",
        paramLabel = "DURATION",
        defaultValue = "14d",
        descriptionKey = "within")
    private Duration within = Duration.ofDays(14);

    @Override
    public void run() {
      show(options, filters, CaseOrder.CASE_ORDER_HOLD_END, within);
    }
  }

  private static void show(Options options, Filters filters, CaseOrder order, Duration within) {
    Console console = options.console();
    View view =
        View.list(
            "CaseList",
            "case",
            "direction",
            "peer",
            "type",
            "urgency",
            "exercise",
            "state",
            "marks",
            "deadline",
            "heldUntil",
            "changedAt");
    ListCasesRequest.Builder request = filters.request(order);
    if (!within.isZero()) {
      Instant end = console.around().clock().instant().plus(within);
      request.setUntil(end.toEpochMilli());
    }
    String next;
    try (NodeLink link = NodeLink.to(options)) {
      next = rows(link, request, filters.limit, view);
    }
    console.show(view);
    if (!next.isEmpty()) {
      console.say("case.more", next);
    }
  }

  /** Fills {@code view}; the place after which there is more, or nothing. */
  private static String rows(
      NodeLink link, ListCasesRequest.Builder request, int limit, View view) {
    while (true) {
      CaseList page = page(link, request.setLimit(Math.min(PAGE, limit - view.rows().size())));
      page.getCasesList().forEach(row -> add(view, row));
      if (!page.hasNext() || view.rows().size() >= limit) {
        return page.hasNext() ? page.getNext().getKey() + ":" + page.getNext().getCaseId() : "";
      }
      request.setAfter(page.getNext());
    }
  }

  private static void add(View view, CaseSummary row) {
    view.row(
        row.getCaseId(),
        row.getOurs() ? "out" : "in",
        row.getPeer(),
        row.getContentType(),
        urgency(row),
        row.getExercise(),
        row.getState(),
        List.copyOf(row.getMarksList()),
        NodeLink.at(row.hasDeadline(), row.getDeadline()),
        NodeLink.at(row.hasHeldUntil(), row.getHeldUntil()),
        NodeLink.at(row.getChangedAt()));
  }

  static String urgency(CaseSummary row) {
    return row.getUrgency().name().replace("URGENCY_", "").toLowerCase(Locale.ROOT);
  }

  private static CaseList page(NodeLink link, ListCasesRequest.Builder request) {
    return link.ask(
            admin -> admin.listCases(request.build()),
            ListCasesResponse::hasFailed,
            ListCasesResponse::getFailed)
        .getCases();
  }

  /** The ids of all cases that contain {@code part}, however many pages there are. */
  static List<String> idsWith(NodeLink link, String part) {
    List<String> found = new ArrayList<>();
    ListCasesRequest.Builder request = ListCasesRequest.newBuilder().setLimit(PAGE);
    while (true) {
      CaseList page = page(link, request);
      page.getCasesList().stream()
          .map(CaseSummary::getCaseId)
          .filter(id -> id.contains(part))
          .forEach(found::add);
      if (!page.hasNext()) {
        return found;
      }
      request.setAfter(page.getNext());
    }
  }
}
