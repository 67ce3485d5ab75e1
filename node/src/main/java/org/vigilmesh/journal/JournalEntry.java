package org.vigilmesh.journal;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * What happened, as the journal keeps it: kind, time, who did it, and the names of what it was done
 * to. It never holds content. Absent texts are empty, an absent {@code seq} is 0, an absent object
 * has no bytes.
 *
 * @param actor the node itself, an administrator's user name, or an officer's id
 * @param lane the lane's text form; with {@code seq} it names a statement
 * @param object the SHA-256 of what the entry is about: a statement's header, a receipt, a card
 * @param detail a short sentence for people, free of content
 */
public record JournalEntry(
    JournalKind kind,
    Instant at,
    String actor,
    String peer,
    String lane,
    long seq,
    String caseId,
    String actId,
    Bytes object,
    String detail) {
  /** Longest text, in UTF-8 bytes: a journal names things, it does not quote them. */
  public static final int TEXT_MAX = 1024;

  /** A sentence, and what two officers have signed with: credentials and proofs, in hexadecimal. */
  public static final int DETAIL_MAX = 12 * 1024;

  public JournalEntry {
    InvalidValue.unless(!actor.isEmpty(), "somebody did it");
    InvalidValue.unless(seq >= 0, "a sequence number is not negative");
    InvalidValue.unless(object.isEmpty() || object.size() == Digest.SIZE, "a digest or nothing");
    for (String text : new String[] {actor, peer, lane, caseId, actId}) {
      check(text, TEXT_MAX);
    }
    check(detail, DETAIL_MAX);
  }

  private static void check(String text, int most) {
    Bytes utf8 = Bytes.utf8(text);
    InvalidValue.unless(utf8.size() <= most, "a journal text is too long");
    InvalidValue.unless(utf8.text().equals(text), "a journal text is well-formed Unicode");
  }

  /** An entry that names nothing yet. */
  public static JournalEntry of(JournalKind kind, Instant at, String actor) {
    return new JournalEntry(kind, at, actor, "", "", 0, "", "", Bytes.EMPTY, "");
  }

  public JournalEntry withPeer(String named) {
    return new JournalEntry(kind, at, actor, named, lane, seq, caseId, actId, object, detail);
  }

  public JournalEntry withPlace(String namedLane, long number) {
    return new JournalEntry(
        kind, at, actor, peer, namedLane, number, caseId, actId, object, detail);
  }

  public JournalEntry withAct(String namedCase, String namedAct) {
    return new JournalEntry(kind, at, actor, peer, lane, seq, namedCase, namedAct, object, detail);
  }

  public JournalEntry withObject(Digest digest) {
    return new JournalEntry(
        kind, at, actor, peer, lane, seq, caseId, actId, digest.bytes(), detail);
  }

  public JournalEntry withDetail(String sentence) {
    return new JournalEntry(kind, at, actor, peer, lane, seq, caseId, actId, object, sentence);
  }

  /** The digest of what the entry is about, if it names one. */
  public Optional<Digest> findObject() {
    return object.isEmpty() ? Optional.empty() : Optional.of(new Digest(object));
  }

  /** The canonical bytes: the only form that {@link #decode} reads back to this entry. */
  public Bytes encode() {
    return new EntryWriter()
        .u8(EntryReader.VERSION)
        .u16(kind.code())
        .i64(at.getEpochSecond())
        .i64(at.getNano())
        .field(Bytes.utf8(actor))
        .field(Bytes.utf8(peer))
        .field(Bytes.utf8(lane))
        .i64(seq)
        .field(Bytes.utf8(caseId))
        .field(Bytes.utf8(actId))
        .field(object)
        .field(Bytes.utf8(detail))
        .written();
  }

  /** Reads {@link #encode}'s bytes; {@link InvalidValue} for anything else. */
  public static JournalEntry decode(Bytes bytes) {
    EntryReader in = new EntryReader(bytes);
    InvalidValue.unless(in.u8() == EntryReader.VERSION, "unknown version of a journal entry");
    JournalEntry entry =
        new JournalEntry(
            JournalKind.of(in.u16()),
            in.instant(),
            in.text(TEXT_MAX),
            in.text(TEXT_MAX),
            in.text(TEXT_MAX),
            in.i64(),
            in.text(TEXT_MAX),
            in.text(TEXT_MAX),
            in.field(TEXT_MAX),
            in.text(DETAIL_MAX));
    in.end();
    return entry;
  }
}
