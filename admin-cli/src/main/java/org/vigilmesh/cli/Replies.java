package org.vigilmesh.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.law.Ground;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.message.Rule;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The contents with which an officer answers a request, from what was typed. */
final class Replies {
  private Replies() {}

  /** {@code at} is when the officer opened the case; without a file number its id is ours. */
  static Acts.Reply ack(
      List<Openings.Opened> opened, CaseId caseId, String role, String number, Instant at) {
    Content.CaseRefs typed = refs(opened, number);
    Content.CaseRefs refs =
        typed.requested().isBlank()
            ? new Content.CaseRefs(typed.requesting(), caseId.toString())
            : typed;
    Instant openedAt = Seconds.whole(at);
    return opening -> new Content.HumanAck(refs, opening, role, openedAt, null, List.of());
  }

  /** Those of a query, of information or of an incident. */
  private static Optional<Content.CaseRefs> beginning(List<Openings.Opened> opened) {
    return opened.stream()
        .flatMap(one -> one.act().stream())
        .filter(act -> act.opens() != ContentType.Opens.NOTHING)
        .map(act -> act.content().caseRefs())
        .findFirst();
  }

  /** Our file number, and theirs as what began the case has it: a request or a query. */
  private static Content.CaseRefs refs(List<Openings.Opened> opened, String number) {
    Content.CaseRefs known =
        opened.stream()
            .flatMap(one -> one.act().stream())
            .map(Act::content)
            .filter(Content.CaseRequest.class::isInstance)
            .reduce((_, later) -> later)
            .map(Content::caseRefs)
            .or(() -> beginning(opened))
            .orElseThrow(() -> CliException.of(Exit.NOT_FOUND, "E-CASE-NO-REQUEST"));
    return new Content.CaseRefs(known.requesting(), number.isEmpty() ? known.requested() : number);
  }

  private static List<String> items(List<Openings.Opened> opened, @Nullable List<String> chosen) {
    return chosen != null
        ? chosen
        : Openings.request(opened).wanted().dataItems().stream().map(DataItem::itemId).toList();
  }

  /** What {@code case decide} takes. */
  static final class Verdict {
    @ArgGroup(multiplicity = "1")
    private Choice choice = new Choice();

    @Option(names = "--reason", paramLabel = "TEXT")
    private String reason = "";

    @Option(names = "--via", paramLabel = "GROUND")
    private String via = "";

    @Option(names = "--consultation-waived")
    private boolean isConsultationWaived;

    @Option(names = "--override", paramLabel = "RULE=REASON")
    private @Nullable List<String> overrides;

    @Option(names = "--item", paramLabel = "ID")
    private @Nullable List<String> items;

    @Option(names = "--outcome", paramLabel = "ID=VALUE")
    private Map<String, String> outcomes = Map.of();

    @Option(names = "--condition", paramLabel = "TEXT")
    private List<String> conditions = List.of();

    @Option(names = "--authority", paramLabel = "TEXT", descriptionKey = "domesticAuthority")
    private String authority = "";

    @Option(names = "--decision-ref", paramLabel = "TEXT")
    private String reference = "";

    @Option(names = "--decision-date", paramLabel = "DATE")
    private @Nullable LocalDate date;

    @Option(names = "--forwarded-to", paramLabel = "TEXT")
    private String forwardedTo = "";

    @Option(names = "--review-at", paramLabel = "TIME")
    private @Nullable Instant reviewAt;

    @Option(names = "--failure", paramLabel = "CODE")
    private String failure = "";

    @Option(names = "--supersedes", paramLabel = "N")
    private int superseded;

    @Option(names = "--file-number", paramLabel = "TEXT")
    private String number = "";

    /** One of three ways to say what is decided. */
    static final class Choice {
      @Option(names = "--accept", required = true)
      private boolean accept;

      @Option(names = "--refuse", paramLabel = "GROUND", required = true)
      private String refuse = "";

      @Option(names = "--as", paramLabel = "VALUE", required = true)
      private String as = "";

      Decision.Value value() {
        String code = accept ? "accepted" : refuse.isEmpty() ? as : "refused";
        return valued(code);
      }
    }

    private static Decision.Value valued(String code) {
      return Decision.Value.find(code)
          .orElseThrow(() -> CliException.of(Exit.INPUT, "E-DECISION-VALUE", code));
    }

    /** Items that do not take the value of the whole: value, and a ground after a point. */
    private List<Decision.ItemOutcome> outcomes() {
      List<Decision.ItemOutcome> all = new ArrayList<>();
      outcomes.forEach(
          (item, said) -> {
            String[] parts = said.split("\\.", 2);
            Decision.Value value = valued(parts[0]);
            Decision.Reason why =
                parts.length == 1
                    ? Decision.Reason.NONE
                    : new Decision.Reason(parts[1], "", reason);
            boolean isLost =
                value == Decision.Value.NOT_LOCATED || value == Decision.Value.ALREADY_GONE;
            all.add(new Decision.ItemOutcome(item, value, why, isLost ? failure : ""));
          });
      return all;
    }

    /** {@code author} is who sets aside what is set aside. */
    Acts.Reply reply(CaseStatus found, List<Openings.Opened> opened, String author) {
      Content.CaseRefs refs = refs(opened, number);
      List<String> all =
          items(opened, items).stream().filter(item -> !outcomes.containsKey(item)).toList();
      List<RequestPart.RuleOverride> asides = asides(author);
      Decision.Value value = choice.value();
      List<Decision.ItemOutcome> apart = outcomes();
      boolean isLost = value == Decision.Value.NOT_LOCATED || value == Decision.Value.ALREADY_GONE;
      Decision.Reason why = new Decision.Reason(ground(value), via, reason);
      boolean isDomestic = !authority.isEmpty() || !reference.isEmpty() || date != null;
      Digest earlier = superseded == 0 ? null : Openings.named(found, opened, superseded);
      return new Worded(
          opening ->
              new Decision(
                  refs,
                  opening,
                  value,
                  all,
                  apart,
                  why,
                  isDomestic ? new Decision.DomesticDecision(authority, reference, date) : null,
                  conditions,
                  earlier,
                  forwardedTo,
                  reviewAt,
                  isLost || apart.isEmpty() ? failure : "",
                  null,
                  null,
                  isConsultationWaived,
                  null,
                  asides,
                  List.of()),
          "en");
    }

    /** What is postponed has but one ground. */
    private String ground(Decision.Value value) {
      return value == Decision.Value.POSTPONED ? Ground.PPOST.name() : choice.refuse;
    }

    private List<RequestPart.RuleOverride> asides(String author) {
      List<RequestPart.RuleOverride> asides = new ArrayList<>();
      for (String word : overrides == null ? List.<String>of() : overrides) {
        int equals = word.indexOf('=');
        String rule = equals < 0 ? word : word.substring(0, equals);
        String why = equals < 0 ? "" : word.substring(equals + 1).strip();
        if (why.isEmpty() || Rule.find(rule).filter(Rule::isOverridable).isEmpty()) {
          throw CliException.of(Exit.INPUT, "E-OVERRIDE", word, overridable());
        }
        asides.add(new RequestPart.RuleOverride(rule, author, why));
      }
      return asides;
    }

    private static String overridable() {
      return Arrays.stream(Rule.values())
          .filter(Rule::isOverridable)
          .map(Rule::name)
          .collect(Collectors.joining(" "));
    }
  }

  /** A reply with free text in a language. */
  private record Worded(Acts.Reply reply, String language) implements Acts.Reply {
    @Override
    public Content content(ActId opening) {
      return reply.content(opening);
    }
  }

  /** What {@code case preserved} takes. */
  static final class Held {
    @Option(names = "--reference", paramLabel = "TEXT", required = true)
    private String reference = "";

    @Option(names = "--effective", paramLabel = "TIME", required = true)
    private Instant effective = Instant.EPOCH;

    @Option(names = "--until", paramLabel = "TIME", required = true)
    private Instant until = Instant.EPOCH;

    @Option(names = "--custodian", paramLabel = "TEXT")
    private String custodian = "";

    @Option(names = "--item", paramLabel = "ID")
    private @Nullable List<String> items;

    @Option(names = "--order", paramLabel = "TEXT")
    private String order = "";

    @Option(names = "--order-date", paramLabel = "DATE")
    private @Nullable LocalDate orderDate;

    @Option(names = "--order-ends", paramLabel = "DATE")
    private @Nullable LocalDate orderEnds;

    @Option(names = "--gag-ends", paramLabel = "DATE")
    private @Nullable LocalDate gagEnds;

    @Option(names = "--file-number", paramLabel = "TEXT")
    private String number = "";

    Acts.Reply reply(List<Openings.Opened> opened) {
      Content.CaseRefs refs = refs(opened, number);
      List<String> all = items(opened, items);
      String holder = custodian.isEmpty() ? named(Openings.request(opened)) : custodian;
      Content.DomesticOrder domestic =
          order.isEmpty() ? null : new Content.DomesticOrder(order, orderDate, orderEnds);
      return opening ->
          new Content.PreservationConfirmation(
              refs, opening, holder, reference, all, effective, until, null, domestic, gagEnds,
              List.of());
    }

    private static String named(Content.CaseRequest request) {
      return request.wanted().custodians().stream()
          .map(RequestPart.Custodian::name)
          .filter(name -> !name.isEmpty())
          .findFirst()
          .orElseThrow(() -> new InvalidValue("--custodian is needed: the request names none"));
    }
  }
}
