package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Submissions.Submission;
import org.vigilmesh.port.Submissions.Submitted;
import org.vigilmesh.port.Submissions.Submitted.Reason;
import org.vigilmesh.value.Digest;

/** Whether a submission could be signed as it is; checked on the pool, before it gets a place. */
final class Submissible {
  private final Ports ports;
  private final Acts acts;

  Submissible(Ports ports) {
    this.ports = ports;
    this.acts = new Acts(ports);
  }

  /** What the check came to. */
  sealed interface Verdict {
    record Fit(Submission submission, Act act, Digest digest) implements Verdict {}

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
    return judge(submission, act, self, at);
  }

  private Verdict judge(Submission submission, Act act, Speaker self, Instant at) {
    List<Reason> reasons = new ArrayList<>();
    Acts.Standing standing =
        acts.standing(act, submission.act(), submission.endorsements(), self, at);
    if (standing instanceof Acts.Standing.Insufficient(String rule, String why)) {
      reasons.add(new Reason("signatures", why, rule, "WRITTEN"));
    }
    return reasons.isEmpty()
        ? new Verdict.Fit(submission, act, Act.digest(submission.act()))
        : new Verdict.Unfit(new Submitted.Rejected("E-ACT-REFUSED", reasons));
  }

  private static Verdict unfit(String code, String field, String what, String next) {
    return new Verdict.Unfit(Refusals.one(code, field, what, next));
  }
}
