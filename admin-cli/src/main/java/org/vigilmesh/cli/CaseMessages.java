package org.vigilmesh.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Disclosure;
import org.vigilmesh.message.Holding;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.request.Enclosures;
import org.vigilmesh.request.MessageDraft;
import org.vigilmesh.request.MessageFile;
import org.vigilmesh.request.RequestProblem;
import org.vigilmesh.value.Bytes;

/** Messages of a case from files: read with everything that is wrong at once. */
final class CaseMessages {
  private final Console console;

  CaseMessages(Console console) {
    this.console = console;
  }

  /** The message of {@code file} within the case whose acts are {@code opened}. */
  MessageDraft within(Path file, List<Openings.Opened> opened) {
    List<Act> acts = opened.stream().flatMap(one -> one.act().stream()).toList();
    if (acts.isEmpty()) {
      throw CliException.of(Exit.NOT_FOUND, "E-CASE-NO-REQUEST");
    }
    MessageFile.Around around =
        new MessageFile.Around(
            form -> answered(form, acts),
            refs(acts),
            soFar(acts),
            acts.getFirst().urgency(),
            acts.getFirst().exercise());
    return read(file, around);
  }

  /** The message of {@code file} that begins a case. */
  MessageDraft opening(Path file) {
    ActId none = ActId.of(Instant.EPOCH, Bytes.of(new byte[10]));
    return read(
        file, new MessageFile.Around(_ -> none, Content.CaseRefs.NONE, SoFar.NOTHING, null, false));
  }

  private MessageDraft read(Path file, MessageFile.Around around) {
    Path path = console.path(file);
    Path beside = path.toAbsolutePath().getParent();
    Instant now = console.around().clock().instant();
    return switch (MessageFile.read(
        text(file, path), Enclosures.beside(beside == null ? Path.of("") : beside), now, around)) {
      case MessageFile.Readable(MessageDraft draft, List<RequestProblem> _) -> draft;
      case MessageFile.Broken(List<RequestProblem> problems) ->
          throw CliException.of(
                  Exit.INPUT,
                  "E-MESSAGE",
                  file,
                  problems.stream().filter(RequestProblem::blocks).count())
              .withDetails(RequestProblem.shown(problems, console.texts().language()));
    };
  }

  private static String text(Path typed, Path path) {
    if (!Files.exists(path)) {
      throw CliException.of(Exit.NOT_FOUND, "E-FILE-MISSING", typed);
    }
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw CliException.of(Exit.INPUT, "E-MESSAGE", typed, 1)
          .withDetails(List.of(e.getClass().getSimpleName()));
    }
  }

  /** The newest message that one of this form answers; else the one that opened the case. */
  private static ActId answered(ContentForm form, List<Act> acts) {
    return acts.reversed().stream()
        .filter(act -> fits(form, act.content()))
        .findFirst()
        .orElse(acts.getFirst())
        .id();
  }

  private static boolean fits(ContentForm form, Content content) {
    return switch (form) {
      case CLARIFICATION_ANSWER -> content instanceof Dialogue.ClarificationRequest;
      case CONSULT_ANSWER -> content instanceof Dialogue.ConsultProposal;
      case PREJUDICE_ANSWER -> content instanceof Dialogue.PrejudiceNotice;
      case EXTENSION_DECISION -> content instanceof Holding.ExtensionRequest;
      case ONWARD_TRANSFER_DECISION -> content instanceof Disclosure.OnwardTransferRequest;
      case OBJECTION -> content instanceof Decision;
      default -> false;
    };
  }

  private static Content.CaseRefs refs(List<Act> acts) {
    String requesting = "";
    String requested = "";
    for (Act act : acts) {
      Content.CaseRefs refs = act.content().caseRefs();
      requesting = refs.requesting().isEmpty() ? requesting : refs.requesting();
      requested = refs.requested().isEmpty() ? requested : refs.requested();
    }
    return new Content.CaseRefs(requesting, requested);
  }

  /** What these acts say; the node asks every rule again before it signs. */
  private static SoFar soFar(List<Act> acts) {
    boolean decided = acts.stream().anyMatch(act -> act.content() instanceof Decision);
    Optional<Instant> until =
        acts.stream()
            .map(CaseMessages::heldUntil)
            .flatMap(Optional::stream)
            .reduce((_, newest) -> newest);
    return SoFar.after(acts, true, decided, until.orElse(null));
  }

  private static Optional<Instant> heldUntil(Act act) {
    return switch (act.content()) {
      case Content.PreservationConfirmation held -> Optional.of(held.preservedUntil());
      case Holding.ExtensionDecision longer -> Optional.ofNullable(longer.preservedUntil());
      default -> Optional.empty();
    };
  }

  /** All codes of messages, one a line. */
  static String codes() {
    return Arrays.stream(ContentForm.values())
        .map(form -> form.code() + "\n")
        .collect(Collectors.joining());
  }
}
