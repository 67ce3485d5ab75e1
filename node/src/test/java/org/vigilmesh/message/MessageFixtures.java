package org.vigilmesh.message;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Content.CaseRefs;
import org.vigilmesh.message.Content.ChannelTest;
import org.vigilmesh.message.Content.DomesticOrder;
import org.vigilmesh.message.Content.HumanAck;
import org.vigilmesh.message.Content.PreservationConfirmation;
import org.vigilmesh.message.Content.ProvisionalHold;
import org.vigilmesh.message.RequestPart.Filing;
import org.vigilmesh.message.RequestPart.Matter;
import org.vigilmesh.message.RequestPart.Need;
import org.vigilmesh.message.RequestPart.Terms;
import org.vigilmesh.message.RequestPart.Wanted;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/** Messages for tests, and a way to change one field of them by its path. */
public final class MessageFixtures {
  public static final Instant NOW = Instant.parse("2031-03-04T02:58:00Z");
  public static final NodeRef XA = new NodeRef(new NodeId("xa"), 1);
  public static final NodeRef XB = new NodeRef(new NodeId("xb"), 1);
  public static final CaseRefs REFS = new CaseRefs("XA-2031-0417", "XB-88");
  public static final ActId ACT_ID = ActId.of(NOW, bytes(1, 10));
  public static final CaseId CASE_ID = CaseId.of(NOW, bytes(2, 10));
  public static final Extension EXTENSION = new Extension(9, false, bytes(3, 4));

  private static final Pattern STEP = Pattern.compile("(\\w+)(?:\\[(\\d+)])?(?:\\.(.*))?");

  private MessageFixtures() {}

  public static Bytes bytes(int value, int size) {
    byte[] array = new byte[size];
    Arrays.fill(array, (byte) value);
    return Bytes.of(array);
  }

  public static Digest digest(int value) {
    return new Digest(bytes(value, 32));
  }

  /** A complete request without any finding: Avalon asks Borduria for a web server's log. */
  public static PreservationRequest request() {
    return new PreservationRequest(
        new CaseRefs("XA-2031-0417", ""),
        new Filing(
            "new",
            List.of(),
            null,
            List.of(),
            List.of(new RequestPart.TreatyBasis("UNCC", "PRES", false)),
            "Etc/GMT+3",
            List.of()),
        new RequestPart.Authorities(
            new RequestPart.Authority(
                "Prosecution Service", "prosecutor", "1 Main Street", "Cyber", ""),
            null,
            null,
            null,
            new RequestPart.DirectoryContact("xa#12", "supervisor")),
        new Matter(
            List.of(
                new RequestPart.Offence(
                    "UNCC", "UN13", "Penal Code s. 210", 72, "Fraud by a cloned bank site")),
            "investigation",
            "A cloned bank site took the savings of 40 people.",
            null),
        new Wanted(
            List.of(item("D1")),
            List.of(new RequestPart.Relation("D1", "Server that hosted the cloned site")),
            List.of(
                new RequestPart.Custodian("hosting_cloud", "Example Hosting", "", "", "", "", "")),
            false,
            null),
        new Need(
            new RequestPart.Necessity(List.of("short_retention"), "Logs are kept for 14 days"),
            "One server, 12 days",
            new RequestPart.MlaIntention(
                true,
                LocalDate.parse("2031-04-20"),
                "Central authority",
                "UNCC",
                List.of("stored_data_disclosure")),
            List.of(
                new RequestPart.UrgencyReason(
                    "data_deleted_by", LocalDate.parse("2031-03-06"), "")),
            null,
            null),
        new Terms(
            new RequestPart.Secrecy(true, "suspect unaware", LocalDate.parse("2031-09-01")),
            new RequestPart.Secrecy(true, "suspect unaware", LocalDate.parse("2031-06-01")),
            60,
            null,
            new RequestPart.Handling(
                "TLP:AMBER",
                "stated_proceedings",
                "prior_authorisation",
                LocalDate.parse("2032-03-04"),
                "case_closed"),
            List.of(),
            null),
        List.of(),
        List.of(),
        List.of());
  }

  public static DataItem item(String id) {
    return new DataItem(
        id,
        "traffic",
        "traffic",
        "Access log",
        "web hosting",
        false,
        List.of(new DataItem.Identifier("ipv4", "192.0.2.17", "")),
        Instant.parse("2031-02-20T00:00:00Z"),
        Instant.parse("2031-03-04T00:00:00Z"),
        List.of(
            new DataItem.Observation(
                "192.0.2.17",
                Instant.parse("2031-03-01T11:20:05Z"),
                1,
                "ntp",
                51514,
                "198.51.100.4",
                443,
                "tcp")));
  }

  /** A request in which every field is filled with something, valid or not. */
  public static PreservationRequest fullRequest() {
    LocalDate day = LocalDate.parse("2031-01-02");
    PreservationRequest full = with(request(), "caseRefs", REFS);
    full =
        with(
            full,
            "filing",
            new Filing(
                "amendment",
                List.of(new RequestPart.PreviousRef("preservation", "XA-1", day, "post")),
                digest(4),
                List.of("facts_summary"),
                List.of(new RequestPart.TreatyBasis("UNCC", "PRES", true)),
                "Etc/GMT+3",
                List.of(new RequestPart.Translation("fr", "machine", digest(5)))));
    RequestPart.Authority court =
        new RequestPart.Authority("Court of Avalon", "court", "2 Main Street", "Chamber 1", "C-7");
    full = with(full, "authorities.seeking", court);
    full =
        with(
            full,
            "authorities.authorising",
            new RequestPart.AuthorisingAuthority("Judge Doe", "judge", "D-1", day, "on paper"));
    full = with(full, "authorities.investigating", court);
    full = with(full, "authorities.prosecutionOrCourt", court);
    full = with(full, "matter.dualCriminality", new RequestPart.DualCriminality(true, "Yes."));
    full = with(full, "wanted.dataItems[0].identifiers[0].qualifier", "the port was not recorded");
    full = with(full, "wanted.dataItems[0].forwardLooking", true);
    full =
        with(
            full,
            "wanted.custodians[0]",
            new RequestPart.Custodian(
                "email", "Mail", "Mail Ltd", "3 Street", "legal desk", "AS64500", "mail.example"));
    full = with(full, "wanted.custodianUnknown", true);
    full =
        with(
            full,
            "wanted.systemLocation",
            new RequestPart.SystemLocation("XB", "Port", "Rack 4", "whois", "low"));
    full = with(full, "need.urgencyReasons[0].text", "soon");
    full =
        with(
            full,
            "need.emergency",
            new RequestPart.Emergency("kidnapping", "a child", "within hours", "facts", "p.reyes"));
    full = with(full, "need.responseDue", new RequestPart.ResponseDue(NOW, "a hearing"));
    full =
        with(
            full,
            "terms.trafficDisclosure",
            new RequestPart.TrafficDisclosure(true, List.of("c1")));
    full = with(full, "terms.sensitiveFlags", List.of("privileged"));
    full =
        with(full, "terms.sensitiveReview", new RequestPart.SensitiveReview("a lawyer", "p.reyes"));
    full =
        with(
            full,
            "attachments",
            List.of(new RequestPart.Attachment("order.pdf", "application/pdf", 4, "order")));
    full =
        with(full, "overrides", List.of(new RequestPart.RuleOverride("V22", "j.morgan", "needed")));
    return with(full, "extensions", List.of(EXTENSION));
  }

  public static HumanAck ack() {
    return new HumanAck(
        REFS,
        ACT_ID,
        "officer",
        NOW,
        new ProvisionalHold(true, NOW.plusSeconds(86_400), "Act on holds s. 3"),
        List.of(EXTENSION));
  }

  /** An acceptance without any finding. */
  public static Decision accepted() {
    return new Decision(
        REFS,
        ACT_ID,
        Decision.Value.ACCEPTED,
        List.of("D1"),
        List.of(),
        Decision.Reason.NONE,
        new Decision.DomesticDecision(
            "Prosecutor of Borduria", "PB-4", LocalDate.parse("2031-03-04")),
        List.of(),
        null,
        "",
        null,
        "",
        null,
        null,
        false,
        null,
        List.of(),
        List.of());
  }

  /** A decision in which every field is filled with something, valid or not. */
  public static Decision fullDecision() {
    Decision.Reason reason = new Decision.Reason("RHR", "R22", "Because.");
    Decision full = with(accepted(), "value", Decision.Value.REFUSED);
    full =
        with(
            full,
            "outcomes",
            List.of(
                new Decision.ItemOutcome(
                    "D2", Decision.Value.NOT_LOCATED, reason, "data_expired")));
    full = with(full, "reason", reason);
    full = with(full, "conditions", List.of("Not for tax matters."));
    full = with(full, "supersedes", digest(6));
    full = with(full, "forwardedTo", "Court of Borduria");
    full = with(full, "reviewAt", NOW.plusSeconds(86_400));
    full = with(full, "technicalFailure", "unknown_account");
    full = with(full, "goneSince", LocalDate.parse("2031-01-02"));
    full = with(full, "consultation", ACT_ID);
    full = with(full, "consultationWaived", true);
    full = with(full, "clarification", ACT_ID);
    full =
        with(full, "overrides", List.of(new RequestPart.RuleOverride("V50", "a.haddad", "needed")));
    return with(full, "extensions", List.of(EXTENSION));
  }

  public static PreservationConfirmation confirmation() {
    return new PreservationConfirmation(
        REFS,
        ACT_ID,
        "Example Hosting",
        "EH-4417",
        List.of("D1"),
        NOW,
        NOW.plusSeconds(60 * 86_400),
        NOW,
        new DomesticOrder("PB-4", LocalDate.parse("2031-03-04"), LocalDate.parse("2031-05-30")),
        LocalDate.parse("2031-09-01"),
        List.of(EXTENSION));
  }

  public static ChannelTest channelTest() {
    return new ChannelTest(bytes(7, ChannelTest.NONCE_SIZE), true, List.of(EXTENSION));
  }

  /** An exercise act of XA with two signers, urgent, valid for three days. */
  public static Act act(Content content) {
    return new Act(
        bytes(8, Act.RANDOM_SIZE),
        ACT_ID,
        XA,
        XB,
        true,
        Urgency.URGENT,
        CASE_ID,
        content,
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Act.Signer(new OfficerId("j.morgan"), Act.Purpose.AUTHOR),
            new Act.Signer(new OfficerId("p.reyes"), Act.Purpose.AUTHORISER)),
        NOW,
        NOW.plusSeconds(3 * 86_400),
        "en",
        digest(10),
        List.of());
  }

  /** An act in which every field is filled. */
  public static Act fullAct() {
    Act act = with(act(fullRequest()), "attachmentDigests", List.of(digest(11)));
    act = with(act, "parents", List.of(digest(12), digest(13)));
    act = with(act, "answers", List.of(digest(14)));
    return with(act, "extensions", List.of(EXTENSION));
  }

  /** {@code record} with the field at {@code path}, such as {@code a.b[0].c}, set to a value. */
  public static <T> T with(T record, String path, @Nullable Object value) {
    Matcher step = STEP.matcher(path);
    if (!step.matches()) {
      throw new IllegalArgumentException(path);
    }
    try {
      RecordComponent[] components = record.getClass().getRecordComponents();
      @Nullable Object[] arguments = new @Nullable Object[components.length];
      Class<?>[] types = new Class<?>[components.length];
      boolean found = false;
      for (int i = 0; i < components.length; i++) {
        arguments[i] = components[i].getAccessor().invoke(record);
        types[i] = components[i].getType();
        if (components[i].getName().equals(step.group(1))) {
          arguments[i] = changed(arguments[i], step, value);
          found = true;
        }
      }
      if (!found) {
        throw new IllegalArgumentException(path + " in " + record.getClass());
      }
      @SuppressWarnings("unchecked") // the same class as the record given
      T copy = (T) record.getClass().getDeclaredConstructor(types).newInstance(arguments);
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  /** Why {@code record} cannot hold {@code value} at {@code path}; a failure if it can. */
  public static String refused(Object record, String path, @Nullable Object value) {
    try {
      Object held = with(record, path, value);
      throw new AssertionError(path + " was taken: " + held);
    } catch (IllegalArgumentException e) {
      Throwable cause = e;
      while (cause != null && !(cause instanceof InvalidValue)) {
        cause = cause.getCause();
      }
      if (cause == null) {
        throw e;
      }
      return String.valueOf(cause.getMessage());
    }
  }

  private static @Nullable Object changed(
      @Nullable Object old, Matcher step, @Nullable Object value) {
    String rest = step.group(3);
    if (step.group(2) == null) {
      return rest == null ? value : with(java.util.Objects.requireNonNull(old), rest, value);
    }
    List<@Nullable Object> items = new ArrayList<>((List<?>) java.util.Objects.requireNonNull(old));
    int index = Integer.parseInt(step.group(2));
    items.set(
        index,
        rest == null
            ? value
            : with(java.util.Objects.requireNonNull(items.get(index)), rest, value));
    return items;
  }
}
