package org.vigilmesh.request;

import java.util.ArrayList;
import java.util.List;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.RequestPart.Attachment;
import org.vigilmesh.request.RequestProblem.Kind;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** An attachment with its bytes, from where the request has its enclosures. */
record AttachmentFile(Attachment description, Bytes bytes) {
  /** Reads every attachment that the request names; what cannot be read is a problem. */
  static List<AttachmentFile> read(Form form, Enclosures beside) {
    List<AttachmentFile> read = new ArrayList<>();
    List<Form> named = form.forms("attachments");
    if (named.size() > Act.ATTACHMENTS_MAX) {
      form.problem("attachments", Kind.LIST_TOO_LONG, String.valueOf(Act.ATTACHMENTS_MAX));
      named = named.subList(0, Act.ATTACHMENTS_MAX);
    }
    int left = Format.ATTACHMENTS_SIZE_MAX;
    for (Form one : named) {
      Bytes bytes = bytes(one, beside, left);
      left -= bytes.size();
      read.add(described(one, bytes));
      one.end();
    }
    return read;
  }

  private static AttachmentFile described(Form form, Bytes bytes) {
    int size = form.number("size", Format.ATTACHMENTS_SIZE_MAX, bytes.size());
    String digest = form.line("sha256");
    if (size != bytes.size() && !bytes.isEmpty()) {
      form.problem("size", Kind.DISAGREES, String.valueOf(bytes.size()));
    }
    if (!digest.isEmpty()
        && !bytes.isEmpty()
        && !digest.equalsIgnoreCase(Digest.sha256(bytes).hex())) {
      form.problem("sha256", Kind.DISAGREES, Digest.sha256(bytes).hex());
    }
    String file = form.line("file");
    String name = form.line("name");
    Attachment description =
        new Attachment(
            name.isEmpty() ? file : name,
            form.line("media_type"),
            bytes.size(),
            form.line("purpose"));
    return new AttachmentFile(description, bytes);
  }

  private static Bytes bytes(Form form, Enclosures beside, int left) {
    String name = form.line("file").isEmpty() ? form.line("name") : form.line("file");
    if (name.isEmpty()) {
      form.problem("file", Kind.MISSING, "");
      return Bytes.EMPTY;
    }
    return switch (beside.find(name, left)) {
      case Enclosures.Here(Bytes bytes) -> bytes;
      case Enclosures.TooLarge _ -> {
        String most = String.valueOf(Format.ATTACHMENTS_SIZE_MAX / 1024);
        form.problem("file", Kind.ATTACHMENTS_TOO_LARGE, most);
        yield Bytes.EMPTY;
      }
      case Enclosures.Missing _ -> {
        form.problem("file", Kind.NO_SUCH_ATTACHMENT, name);
        yield Bytes.EMPTY;
      }
    };
  }
}
