package org.vigilmesh.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.law.Ground;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.message.Rule;
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

  /** Our file number, and theirs as the request has it. */
  private static Content.CaseRefs refs(List<Openings.Opened> opened, String number) {
    Content.CaseRequest request = Openings.request(opened);
    return new Content.CaseRefs(
        request.caseRefs().requesting(),
        number.isEmpty() ? request.caseRefs().requested() : number);
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
        return Decision.Value.find(code)
            .orElseThrow(() -> CliException.of(Exit.INPUT, "E-DECISION-VALUE", code));
      }
    }

    /** {@code author} is who sets aside what is set aside. */
    Acts.Reply reply(List<Openings.Opened> opened, String author) {
      Content.CaseRefs refs = refs(opened, number);
      List<String> all = items(opened, items);
      List<RequestPart.RuleOverride> asides = asides(author);
      Decision.Value value = choice.value();
      Decision.Reason why = new Decision.Reason(ground(value), via, reason);
      boolean isDomestic = !authority.isEmpty() || !reference.isEmpty() || date != null;
      return new Worded(
          opening ->
              new Decision(
                  refs,
                  opening,
                  value,
                  all,
                  List.of(),
                  why,
                  isDomestic ? new Decision.DomesticDecision(authority, reference, date) : null,
                  List.of(),
                  null,
                  forwardedTo,
                  reviewAt,
                  failure,
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
