package org.vigilmesh.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.Padding;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Validation.Finding;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Form and persons of a submission; checked on the pool, before it gets a place. */
final class Submissible {
  /** An officer's name beside a proof, with the framing of both. */
  private static final int NAME_ROOM = 128;

  /** A signed header: some 600 bytes of fields, both signatures, the framing. */
  private static final int HEADER_ROOM = 6 * 1024;

  /** Clear header, commitment and stanza of the sealed form. */
  private static final int SEALING_ROOM = 2 * 1024;

  private final Ports ports;
  private final Acts acts;

  Submissible(Ports ports) {
    this.ports = ports;
    this.acts = new Acts(ports);
  }

  /** What the check came to. */
  sealed interface Verdict {
    /** Of good form; {@code persons} is what is wrong with the signatures of people. */
    record Fit(Submission submission, Act act, Digest digest, List<Finding> persons)
        implements Verdict {
      public Fit {
        persons = List.copyOf(persons);
      }
    }

    record Unfit(Submitted.Rejected why) implements Verdict {}
  }

  Verdict check(Submission submission, Speaker self, Instant at) {
    if (submission.act().size() > StatementBody.ACT_SIZE_MAX) {
      return unfit("E-ACT-FORM", "act", "the act is larger than 48 KiB", "shorten its texts");
    }
    Optional<Act> decoded = ports.codec().act().decode(submission.act()).find();
    if (decoded.isEmpty()) {
      return unfit("E-ACT-FORM", "act", "these bytes are not an act", "use this node's version");
    }
    Act act = decoded.get();
    if (!act.sender().equals(self.node())) {
      return unfit("E-ACT-SENDER", "sender", "the act names another sender", "use --node");
    }
    if (!act.notAfter().isAfter(at)) {
      return unfit("E-ACT-EXPIRED", "not_after", "the act's time has passed", "make a new act");
    }
    if (!Acts.attachmentsFit(act, submission.attachments())) {
      return unfit("E-ACT-ATTACHMENTS", "attachments", "not those of the act", "attach them again");
    }
    if (!fitsOneStatement(submission)) {
      return unfit(
          "E-ACT-SIZE",
          "attachments",
          "act, signatures and attachments exceed one statement",
          "attach less; all attachments together have at most 192 KiB");
    }
    return new Verdict.Fit(
        submission, act, Act.digest(submission.act()), persons(submission, act, self, at));
  }

  private static boolean fitsOneStatement(Submission submission) {
    int attached = submission.attachments().stream().mapToInt(Bytes::size).sum();
    int proofs =
        submission.endorsements().stream()
            .mapToInt(e -> e.proof().size() + e.credential().bytes().size() + NAME_ROOM)
            .sum();
    int content = submission.act().size() + attached + proofs + HEADER_ROOM;
    return attached <= Format.ATTACHMENTS_SIZE_MAX
        && Padding.paddedSize(content) + SEALING_ROOM <= Format.STATEMENT_SIZE_MAX;
  }

  private List<Finding> persons(Submission submission, Act act, Speaker self, Instant at) {
    Acts.Standing standing =
        acts.standing(act, submission.act(), submission.endorsements(), self, at);
    return switch (standing) {
      case Acts.Standing.Sufficient _ -> List.of();
      case Acts.Standing.CallBack _ -> List.of(Objections.ofPersons("V38"));
      case Acts.Standing.Insufficient(String rule, String _) -> List.of(Objections.ofPersons(rule));
    };
  }

  private static Verdict unfit(String code, String field, String what, String next) {
    return new Verdict.Unfit(Refusals.one(code, field, what, next));
  }
}
