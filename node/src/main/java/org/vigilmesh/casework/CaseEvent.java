package org.vigilmesh.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What a case is made of. */
public sealed interface CaseEvent {
  /**
   * An act that is in the store.
   *
   * @param effective false when it is unprocessable or held for an officer: shown, no effect
   */
  record Stored(Act act, Digest digest, boolean effective) implements CaseEvent {}

  /** A receipt covers the act with this digest: its addressee's node has stored it. */
  record Delivered(Digest act, Instant at) implements CaseEvent {}

  /**
   * What people of this node did without telling the other side (CASEWORK, "What one side does
   * alone").
   *
   * @param by who did it; the second of them for what needs two
   * @param seen the latest acts of the case as they saw it; for {@code WENT_ON} the acts that are
   *     not to wait any longer for what is missing
   * @param until how long it holds good; the distant future where that is not said
   */
  record Local(Deed deed, List<OfficerId> by, Instant at, List<Digest> seen, Instant until)
      implements CaseEvent {
    /** The end of what has none. */
    public static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private static final Bytes LABEL = Bytes.utf8("vigil/deed/v1");

    public Local {
      by = List.copyOf(by);
      seen = List.copyOf(seen);
    }

    /**
     * What a person of {@code node} signs to do this in a case of it: SHA-256(label ‖ case id ‖ u64
     * epoch ‖ node id ‖ deed ‖ u64 seconds of {@code until} ‖ each seen digest ‖ words), each text
     * after its length as u64, the digests after their number.
     */
    public static Digest endorsedDigest(
        CaseId caseId, NodeRef node, Deed deed, Instant until, List<Digest> seen, String words) {
      List<Bytes> parts = new ArrayList<>(List.of(LABEL, caseId.bytes(), Bytes.u64(node.epoch())));
      addText(parts, node.node().text());
      addText(parts, deed.code());
      parts.add(Bytes.u64(until.getEpochSecond()));
      parts.add(Bytes.u64(seen.size()));
      seen.forEach(one -> parts.add(one.bytes()));
      addText(parts, words);
      return Digest.sha256(parts.toArray(Bytes[]::new));
    }

    private static void addText(List<Bytes> parts, String text) {
      Bytes bytes = Bytes.utf8(text);
      parts.add(Bytes.u64(bytes.size()));
      parts.add(bytes);
    }
  }

  /** The local acts. */
  enum Deed {
    DRAFTED,
    AUTHOR_SIGNED,
    AUTHORISER_SIGNED,
    RECALLED,
    DISCARDED,
    /** By the clock: nobody sent what was authorised. */
    LAPSED,
    ORAL_RECORDED,
    ORAL_CLOSED,
    HOLD_PLACED,
    CLOSED,
    PURGED,
    WENT_ON,
    /** A remark for the own desk. */
    NOTED,
    /** A person of the own desk takes charge. */
    ASSIGNED,
    /** The copy is kept whatever its time, until a person lifts that. */
    LEGAL_HOLD_SET,
    LEGAL_HOLD_LIFTED,
    /** Belongs together with another case here ({@link CaseLink}). */
    LINKED,
    UNLINKED;

    /** The code on the admin wire, in the store and in timelines. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The deed with this code. */
    public static Optional<Deed> find(String code) {
      return Arrays.stream(values()).filter(deed -> deed.code().equals(code)).findFirst();
    }
  }
}
