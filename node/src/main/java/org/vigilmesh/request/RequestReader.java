package org.vigilmesh.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Content.CaseRefs;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.EmergencyDataRequest;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.message.RequestPart.Attachment;
import org.vigilmesh.message.RequestPart.Authorities;
import org.vigilmesh.message.RequestPart.Filing;
import org.vigilmesh.message.RequestPart.Matter;
import org.vigilmesh.message.RequestPart.Need;
import org.vigilmesh.message.RequestPart.PreviousRef;
import org.vigilmesh.message.RequestPart.RuleOverride;
import org.vigilmesh.message.RequestPart.Terms;
import org.vigilmesh.message.RequestPart.Translation;
import org.vigilmesh.message.RequestPart.TreatyBasis;
import org.vigilmesh.message.RequestPart.Wanted;
import org.vigilmesh.message.TrafficDisclosureRequest;
import org.vigilmesh.request.RequestProblem.Kind;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/** The file's fields, each to its place in the request or around it. */
final class RequestReader {
  private static final String VERSION = "1.0.0";
  private static final String TYPES =
      "preservation_request, emergency_data_request, traffic_disclosure_request";

  private final Problems problems;
  private final Enclosures beside;
  private final RequestFile.@Nullable Earlier earlier;

  RequestReader(Problems problems, Enclosures beside, RequestFile.@Nullable Earlier earlier) {
    this.problems = problems;
    this.beside = beside;
    this.earlier = earlier;
  }

  /** What could be read, with gaps: enough to check every rule beside what is already wrong. */
  record Parsed(
      Content.CaseRequest content,
      @Nullable NodeId recipient,
      @Nullable Urgency urgency,
      boolean exercise,
      String language,
      @Nullable Instant notAfter,
      List<Bytes> attachments,
      RequestDraft.Stated stated) {
    /** The draft; null when something around the content is missing. */
    @Nullable RequestDraft draft() {
      return recipient == null || urgency == null
          ? null
          : new RequestDraft(
              content, recipient, urgency, exercise, language, notAfter, attachments, stated);
    }
  }

  /** Null only when the content is beyond what a record can hold. */
  @Nullable Parsed read(Node root, @Nullable NodeId sender) {
    Form form = Form.of(root, "", problems);
    List<AttachmentFile> attachments = AttachmentFile.read(form, beside);
    PartsReader parts = new PartsReader();
    try {
      Content.CaseRequest content = content(form, parts, attachments);
      return around(form, content, attachments, sender);
    } catch (InvalidValue e) {
      problems.add(1, "", Kind.NOT_YAML, String.valueOf(e.getMessage()));
      return null;
    } finally {
      form.end();
    }
  }

  /** A request of the type that the file names; to preserve where it names none. */
  private Content.CaseRequest content(
      Form form, PartsReader parts, List<AttachmentFile> attachments) {
    String type = form.code("message_type");
    CaseRefs refs = new CaseRefs(form.line("case_ref_requesting"), form.line("case_ref_requested"));
    Filing filing = filing(form);
    Authorities authorities = parts.authorities(form);
    Matter matter = parts.matter(form);
    Wanted wanted = parts.wanted(form);
    Need need = parts.need(form);
    Terms terms = parts.terms(form);
    List<Attachment> files = attachments.stream().map(AttachmentFile::description).toList();
    List<RuleOverride> overrides = overrides(form);
    if (type.equals(ContentType.EMERGENCY_DATA_REQUEST.code())) {
      return new EmergencyDataRequest(
          refs, filing, authorities, matter, wanted, need, terms, files, overrides, List.of());
    }
    if (type.equals(ContentType.TRAFFIC_DISCLOSURE_REQUEST.code())) {
      List<String> items = form.codes("item_ids");
      return new TrafficDisclosureRequest(
          refs,
          filing,
          authorities,
          matter,
          wanted,
          need,
          terms,
          items,
          files,
          overrides,
          List.of());
    }
    if (!type.isEmpty() && !type.equals(ContentType.PRESERVATION_REQUEST.code())) {
      form.problem("message_type", Kind.NOT_A_CODE, TYPES);
    }
    return new PreservationRequest(
        refs, filing, authorities, matter, wanted, need, terms, files, overrides, List.of());
  }

  private Parsed around(
      Form form,
      Content.CaseRequest content,
      List<AttachmentFile> attachments,
      @Nullable NodeId sender) {
    fixed(form, "schema_version", VERSION);
    NodeId stated = state(form, "requesting_state");
    if (sender != null && stated != null && !stated.state().equals(sender.state())) {
      form.problem("requesting_state", Kind.DISAGREES, sender.state());
    }
    form.required("exercise");
    boolean exercise = form.flag("exercise");
    if (!(content instanceof TrafficDisclosureRequest)) {
      form.required("sensitive_flags");
      form.present("proportionality_note");
    }
    Optional<Urgency> urgency = urgency(form);
    Instant notAfter = form.time("not_after");
    Instant createdAt = form.time("created_at");
    if (notAfter != null && createdAt != null && !notAfter.isAfter(createdAt)) {
      form.problem("not_after", Kind.DISAGREES, createdAt.toString());
    }
    form.time("sent_at");
    filledByTheNode(form);
    NodeId recipient = recipient(form);
    ActId messageId = id(form);
    String language = form.code("language");
    return new Parsed(
        content,
        recipient,
        urgency.orElse(null),
        exercise,
        language,
        notAfter,
        attachments.stream().map(AttachmentFile::bytes).toList(),
        new RequestDraft.Stated(stated, messageId, createdAt, chained(form)));
  }

  private static void fixed(Form form, String key, String value) {
    String stated = form.code(key);
    if (!stated.isEmpty() && !stated.equals(value)) {
      form.problem(key, Kind.DISAGREES, value);
    }
  }

  /** Contact and signatures come from roster and keys; the file may only sketch them. */
  private static void filledByTheNode(Form form) {
    Form contact = form.formOrEmpty("point_of_contact");
    contact.line("card");
    contact.line("key");
    contact.line("role");
    contact.end();
    for (Form signature : form.forms("signatures")) {
      if (!List.of("author", "authoriser", "node").contains(signature.code("role"))) {
        signature.problem("role", Kind.NOT_A_CODE, "author, authoriser, node");
      }
      signature.end();
    }
  }

  private static @Nullable NodeId state(Form form, String key) {
    String text = form.code(key);
    try {
      return text.isEmpty() ? null : NodeId.typed(text);
    } catch (InvalidValue e) {
      form.problem(key, Kind.NOT_AN_ID, "XA");
      return null;
    }
  }

  private static @Nullable NodeId recipient(Form form) {
    NodeId state = state(form, "requested_state");
    NodeId node = state(form, "recipient");
    if (state == null && node == null && !form.has("requested_state") && !form.has("recipient")) {
      form.problem("requested_state", Kind.MISSING, "");
    }
    if (state != null && node != null && !state.state().equals(node.state())) {
      form.problem("recipient", Kind.DISAGREES, state.state());
    }
    return node == null ? state : node;
  }

  private static Optional<Urgency> urgency(Form form) {
    String text = form.code("urgency");
    Optional<Urgency> urgency =
        Arrays.stream(Urgency.values()).filter(one -> one.code().equals(text)).findFirst();
    if (urgency.isEmpty()) {
      form.problem("urgency", Kind.NOT_A_CODE, "routine, urgent, emergency");
    }
    return urgency;
  }

  private static @Nullable ActId id(Form form) {
    String text = form.code("message_id");
    try {
      return text.isEmpty() ? null : ActId.typed(text);
    } catch (InvalidValue e) {
      form.problem("message_id", Kind.NOT_AN_ID, "0192f0a4-7c11-7d3e-9a53-1f0e6c2b7a10");
      return null;
    }
  }

  private static @Nullable CaseId chained(Form form) {
    String text = form.code("chained_from");
    try {
      return text.isEmpty() ? null : CaseId.typed(text);
    } catch (InvalidValue e) {
      form.problem("chained_from", Kind.NOT_AN_ID, "0192f0a4-7c11-7d3e-9a53-1f0e6c2b7a10");
      return null;
    }
  }

  private static @Nullable Digest digest(Form form, String key) {
    String text = form.code(key);
    try {
      return text.isEmpty() ? null : Digest.fromHex(text);
    } catch (InvalidValue e) {
      form.problem(key, Kind.NOT_AN_ID, "SHA-256");
      return null;
    }
  }

  /** An amendment names what it changes; where the file does not, the case does. */
  private Filing filing(Form form) {
    String status = form.code("request_status");
    Digest amends = digest(form, "amends");
    List<PreviousRef> previous = new ArrayList<>();
    for (Form one : form.forms("previous_ref")) {
      previous.add(
          new PreviousRef(
              one.code("kind"), one.line("ref"), one.date("date"), one.line("channel")));
      one.end();
    }
    List<TreatyBasis> bases = new ArrayList<>();
    for (Form one : form.forms("treaty_basis")) {
      bases.add(new TreatyBasis(one.code("code"), one.code("article"), one.flag("voluntary")));
      one.end();
    }
    List<Translation> translations = new ArrayList<>();
    for (Form one : form.forms("translations")) {
      translations.add(
          new Translation(one.code("lang"), one.code("by"), digest(one, "source_sha256")));
      one.end();
    }
    if (earlier != null && status.equals("amendment")) {
      amends = amends == null ? earlier.digest() : amends;
      if (previous.isEmpty()) {
        previous.add(new PreviousRef("preservation", earlier.reference(), null, ""));
      }
    }
    return new Filing(
        status,
        previous,
        amends,
        form.codes("amended_fields"),
        bases,
        form.line("local_zone"),
        translations);
  }

  private static List<RuleOverride> overrides(Form form) {
    List<RuleOverride> overrides = new ArrayList<>();
    for (Form one : form.forms("overrides")) {
      overrides.add(new RuleOverride(one.code("rule"), one.code("by"), one.prose("reason")));
      one.end();
    }
    return overrides;
  }
}
