package org.vigilmesh.port;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.Refusal;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Texts;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The way in for acts of people: what a desk or a command hands to the engine. */
public interface Submissions {
  /**
   * Submits an act, already endorsed. {@code answer} is called once, from an engine thread: {@link
   * Submitted.AcceptedForSending} only after the commit that holds the act with its place in the
   * lane.
   */
  void submit(Submission submission, Consumer<Submitted> answer);

  /**
   * What a person needs to know to write an act to {@code recipient} (and for a case: its open
   * acts); {@code caseId} is null for an act that opens a case. Empty when there is no such
   * verified peer or no such case.
   */
  Optional<DraftContext> draftContext(NodeId recipient, @Nullable CaseId caseId);

  /**
   * The acts sent and received for one act's case so far; follow by asking again after a change.
   */
  Optional<Progress> progress(ActId act);

  /** Returns after something changed since {@code seen} or after {@code patienceMillis}. */
  long awaitChange(long seen, long patienceMillis) throws InterruptedException;

  /** The exact act bytes with the endorsements over them and the attachments it names. */
  record Submission(Bytes act, List<Endorsement> endorsements, List<Bytes> attachments) {
    public Submission {
      endorsements = List.copyOf(endorsements);
      attachments = List.copyOf(attachments);
    }
  }

  /** What became of a submission. */
  sealed interface Submitted {
    /** Committed with its place; from now on it is offered until a receipt covers it. */
    record AcceptedForSending(ActId act, LaneId lane, long seq, long journal, Instant at)
        implements Submitted {}

    /** The same act was accepted before; nothing happened twice. */
    record AcceptedBefore(ActId act, LaneId lane, long seq) implements Submitted {}

    /** Not accepted, nothing kept. */
    record Rejected(String code, List<Reason> reasons) implements Submitted {
      public Rejected {
        reasons = List.copyOf(reasons);
      }
    }

    /**
     * One reason: the field or part, what is wrong, what to do, and the treaty reference code.
     *
     * @param said how the same is said in another language; empty where it is not
     */
    record Reason(String field, String what, String remedy, String citation, Optional<Said> said) {
      public Reason(String field, String what, String remedy, String citation) {
        this(field, what, remedy, citation, Optional.empty());
      }
    }

    /**
     * A sentence by its key, for readers of other languages.
     *
     * @param key the name of a refusal of a case, or that of a text of a message's rules
     * @param remedyKey empty where the refusal names its own
     */
    record Said(String key, String remedyKey, List<String> values) {
      public Said {
        values = List.copyOf(values);
      }

      /** What is wrong, in {@code language}; empty where this program does not know the key. */
      public Optional<String> what(String language) {
        return refusal().map(one -> one.what(language, values)).or(() -> rule(key, language));
      }

      /** What to do about it, in {@code language}; empty where this program does not know that. */
      public Optional<String> remedy(String language) {
        return refusal().map(one -> one.remedy(language)).or(() -> rule(remedyKey, language));
      }

      private Optional<Refusal> refusal() {
        return Arrays.stream(Refusal.values()).filter(one -> one.name().equals(key)).findFirst();
      }

      private static Optional<String> rule(String key, String language) {
        return Texts.in(language).find(key);
      }
    }
  }

  /** Who would speak to whom, about which acts of the case so far. */
  record DraftContext(
      NodeRef self, NodeRef recipient, long rosterVersion, Optional<CaseContext> about) {}

  /** A case as its next act must refer to it. */
  record CaseContext(
      CaseId caseId,
      boolean exercise,
      String urgency,
      ActId opening,
      Digest openingDigest,
      List<Digest> latest) {
    public CaseContext {
      latest = List.copyOf(latest);
    }
  }

  /** The five facts, never merged; each is absent until it happened. */
  record Progress(
      ActId act,
      CaseId caseId,
      Optional<Instant> accepted,
      Optional<Instant> delivered,
      Optional<Fact> acknowledged,
      Optional<Fact> decided,
      Optional<Fact> preserved,
      boolean undelivered) {}

  /** When a person did it, who, and in a few words what. */
  record Fact(Instant at, String officer, String what, boolean endorsed) {}
}
