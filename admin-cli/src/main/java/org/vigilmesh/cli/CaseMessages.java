package org.vigilmesh.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.request.CaseActs;
import org.vigilmesh.request.Enclosures;
import org.vigilmesh.request.MessageDraft;
import org.vigilmesh.request.MessageFile;
import org.vigilmesh.request.Reading;
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
    return read(file, new CaseActs(acts).around());
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
      case Reading.Signable<MessageDraft>(MessageDraft draft, List<RequestProblem> _) -> draft;
      case Reading.Broken<MessageDraft>(List<RequestProblem> problems) ->
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

  /** All codes of messages, one a line. */
  static String codes() {
    return Arrays.stream(ContentForm.values())
        .map(form -> form.code() + "\n")
        .collect(Collectors.joining());
  }
}
