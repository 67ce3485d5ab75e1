package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.Objects;
import org.vigilmesh.request.MessageDraft;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil case open}: a message that begins a case of its own, from a file. */
@Command(
    name = "open",
    header = {
      "vigil case open query.yaml --sign-with j.morgan.key",
      "vigil case open query.yaml --sign-with j.morgan.key --dry-run"
    })
final class CaseOpen implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();
  @Mixin private Change change = new Change();

  @Parameters(paramLabel = "FILE", descriptionKey = "messageFile")
  private Path file = Path.of("");

  @Override
  public void run() {
    Console console = options.console();
    MessageDraft draft = new CaseMessages(console).opening(file);
    MessageDraft.Opening opening = Objects.requireNonNull(draft.opening());
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      String review =
          console
                  .texts()
                  .of(
                      "review.open",
                      draft.form().code(),
                      opening.recipient().shown(),
                      signatories.names())
              + (opening.exercise() ? " " + console.texts().of("review.exercise") : "");
      if (change.isOnlyPlanned(console, "plan.case.answer", review)) {
        return;
      }
      console.line(review);
      console.show(
          Acts.accepted(new Acts(console, link).open(draft, opening, review, signatories)));
    }
  }
}
