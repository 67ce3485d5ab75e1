package org.vigilmesh.request;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Content.CaseRefs;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Validation;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.request.RequestProblem.Kind;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/**
 * A file with one message of a case, of any type but a request for data: read as a whole, checked
 * by every rule that can be decided here, and answered with everything that is wrong at once.
 */
public final class MessageFile {
  private MessageFile() {}

  /**
   * The case around the message.
   *
   * @param answered which act a message of this form answers where the file does not say
   * @param urgency of the case; null where the message opens one
   */
  public record Around(
      Function<CaseForm, ActId> answered,
      CaseRefs refs,
      SoFar soFar,
      @Nullable Urgency urgency,
      boolean exercise) {}

  /** Reads {@code text} as a message within a case, or one that opens one. */
  public static Reading<MessageDraft> read(
      String text, Enclosures beside, Instant now, Around around) {
    Problems problems = new Problems();
    Node root = YamlText.root(text, problems);
    return root == null
        ? new Reading.Broken<>(problems.all())
        : read(root, problems, beside, now, around);
  }

  /** Reads what a page sent as a message within a case, or one that opens one. */
  public static Reading<MessageDraft> read(
      Entries entries, Enclosures sent, Instant now, Around around) {
    return read(entries.node(), new Problems(), sent, now, around);
  }

  private static Reading<MessageDraft> read(
      Node root, Problems problems, Enclosures beside, Instant now, Around around) {
    Form form = Form.of(root, "", problems);
    Optional<CaseForm> type = type(form);
    if (type.isEmpty()) {
      return new Reading.Broken<>(problems.all());
    }
    Optional<MessageDraft> draft = draft(form, type.get(), beside, around, problems);
    draft.ifPresent(it -> check(it, now, around).forEach(problems::add));
    return Reading.of(draft.orElse(null), problems.all());
  }

  private static Optional<CaseForm> type(Form form) {
    String type = form.code("message_type");
    String variant = form.code("form");
    Optional<CaseForm> found = CaseForm.find(variant.isEmpty() ? type : type + "." + variant);
    if (found.isEmpty()) {
      boolean isKnown = CaseForm.all().stream().anyMatch(f -> is(f, type));
      form.problem(isKnown ? "form" : "message_type", Kind.NOT_A_CODE, codes(type, isKnown));
    }
    return found;
  }

  private static boolean is(CaseForm form, String type) {
    return form.type().code().equals(type);
  }

  private static String codes(String type, boolean variants) {
    return CaseForm.all().stream()
        .filter(form -> !variants || is(form, type))
        .map(form -> variants ? form.variant() : form.type().code())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Optional<MessageDraft> draft(
      Form form, CaseForm type, Enclosures beside, Around around, Problems problems) {
    try {
      List<AttachmentFile> attachments = AttachmentFile.read(form, beside);
      type.required().forEach(form::required);
      Content content =
          type.read()
              .apply(
                  new FormSource(form, around.answered().apply(type), around.refs(), attachments));
      boolean opens = around.urgency() == null;
      MessageDraft.Opening opening = opens ? opening(form, type) : null;
      String language = form.code("language");
      form.end();
      List<Bytes> bytes = attachments.stream().map(AttachmentFile::bytes).toList();
      return opens && opening == null
          ? Optional.empty()
          : Optional.of(new MessageDraft(type, content, language, bytes, opening));
    } catch (InvalidValue e) {
      problems.add(1, "", Kind.NOT_YAML, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** To whom and how fast, for a message that begins a case; null when it cannot. */
  private static MessageDraft.@Nullable Opening opening(Form form, CaseForm type) {
    if (type.opens() == ContentType.Opens.NOTHING) {
      form.problem("message_type", Kind.DISAGREES, "vigil case send");
      return null;
    }
    String node = form.code("recipient");
    Optional<Urgency> urgency =
        Arrays.stream(Urgency.values())
            .filter(one -> form.isText("urgency", one.code()))
            .findFirst();
    if (urgency.isEmpty()) {
      form.problem("urgency", Kind.NOT_A_CODE, "routine, urgent, emergency");
    }
    form.required("exercise");
    boolean exercise = form.flag("exercise");
    try {
      NodeId recipient = NodeId.typed(node);
      return urgency.map(u -> new MessageDraft.Opening(recipient, u, exercise)).orElse(null);
    } catch (InvalidValue e) {
      form.problem("recipient", node.isEmpty() ? Kind.MISSING : Kind.NOT_AN_ID, "xb");
      return null;
    }
  }

  private static List<Validation.Finding> check(MessageDraft draft, Instant now, Around around) {
    MessageDraft.Opening opening = draft.opening();
    Urgency urgency = around.urgency();
    Urgency cover =
        urgency != null ? urgency : opening == null ? Urgency.ROUTINE : opening.urgency();
    return Validation.check(
        draft.content(),
        new Cover(
            null,
            opening == null ? null : opening.recipient(),
            cover,
            opening == null ? around.exercise() : opening.exercise(),
            draft.language(),
            now,
            draft.attachments().stream().map(Digest::sha256).toList(),
            draft.attachments(),
            null),
        Parties.UNKNOWN,
        around.soFar(),
        now);
  }
}
