package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.proto.v1.GetCaseRequest;
import org.vigilmesh.proto.v1.GetCaseResponse;
import org.vigilmesh.request.RequestDraft;
import org.vigilmesh.request.RequestFile;
import org.vigilmesh.value.Bytes;

/** A request in a case that may have begun: an amendment, a wish for traffic data, a draft. */
final class Within {
  private final Console console;
  private final NodeLink link;
  private final Signatories signatories;
  private final List<Openings.Opened> opened = new ArrayList<>();

  Within(Console console, NodeLink link, Signatories signatories) {
    this.console = console;
    this.link = link;
    this.signatories = signatories;
  }

  /** Reads {@code file} beside what has been said in the case, if this node knows it. */
  RequestDraft read(Path file, @Nullable CaseId caseId) {
    if (caseId != null && isKnown(caseId)) {
      opened.addAll(Openings.open(link, caseId, signatories));
    }
    if (!isBegun()) {
      return Requests.readable(console, file, RequestFile.Known.NOTHING);
    }
    Act newest = Openings.newest(opened);
    Bytes bytes = IdentityFiles.CODEC.act().encode(newest);
    return Requests.readable(
        console,
        file,
        RequestFile.Known.after(
            new RequestFile.Earlier(Act.digest(bytes), newest.caseId().toString())));
  }

  private boolean isKnown(CaseId caseId) {
    GetCaseResponse response =
        link.ask(
            admin ->
                admin.getCase(GetCaseRequest.newBuilder().setCaseId(caseId.toString()).build()),
            found -> found.hasFailed() && !found.getFailed().getCode().equals("E-NO-SUCH-CASE"),
            GetCaseResponse::getFailed);
    return response.hasCase();
  }

  /** Whether something was said already. */
  boolean isBegun() {
    return !opened.isEmpty();
  }

  static Acts.Reply reply(RequestDraft draft) {
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
