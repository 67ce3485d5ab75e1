package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.List;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.SubmitResponse;
import org.vigilmesh.request.MessageDraft;
import org.vigilmesh.value.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil case send}: a message within a case, from a file. */
@Command(
    name = "send",
    header = {
      "vigil case send ID message.yaml --sign-with a.haddad.key",
      "vigil case send ID message.yaml --sign-with a.haddad.key --dry-run"
    })
final class CaseSend implements Runnable {
  @Mixin private Options options = new Options();
  @Mixin private Signatories.With with = new Signatories.With();
  @Mixin private Change change = new Change();

  @Parameters(index = "0", paramLabel = "ID", descriptionKey = "caseId")
  private String typed = "";

  @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "messageFile")
  private Path file = Path.of("");

  @Override
  public void run() {
    Console console = options.console();
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      CaseStatus found = Cases.find(link, typed);
      CaseId caseId = Cases.id(found);
      MessageDraft draft =
          new CaseMessages(console).within(file, Openings.open(link, caseId, signatories));
      NodeId peer = new NodeId(found.getSummary().getPeer());
      String review =
          console
                  .texts()
                  .of("review.send", draft.form().code(), peer.shown(), caseId, signatories.names())
              + (found.getSummary().getExercise()
                  ? " " + console.texts().of("review.exercise")
                  : "");
      if (change.isOnlyPlanned(console, "plan.case.answer", review)) {
        return;
      }
      console.line(review);
      SubmitResponse accepted =
          new Acts(console, link).answer(peer, caseId, reply(draft), review, signatories);
      console.show(Acts.accepted(accepted));
    }
  }

  private static Acts.Reply reply(MessageDraft draft) {
    return new Acts.Reply() {
      @Override
      public Content content(ActId opening) {
        return draft.content();
      }

      @Override
      public String language() {
        return draft.language();
      }

      @Override
      public List<Bytes> attachments() {
        return draft.attachments();
      }
    };
  }
}
