package org.vigilmesh.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Drafts;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Keeps what officers have written; who may see or change it is judged in the turn. */
final class Keeping implements Drafts {
  private final Engine engine;
  private final Ports ports;

  Keeping(Engine engine, Ports ports) {
    this.engine = engine;
    this.ports = ports;
  }

  /** Those who ask, as the roster has them in this turn. */
  private static Optional<Officer> officer(Memory memory, Turn turn, Attending who) {
    return SignIns.officer(memory, turn, who);
  }

  private static boolean mayRelease(Officer officer) {
    return officer.role() == Officer.Role.SUPERVISOR;
  }

  private static boolean maySee(Officer officer, DraftRow row) {
    return row.author().equals(officer.id()) || (row.releaser().isPresent() && mayRelease(officer));
  }

  private static Optional<DraftRow> find(Turn turn, CaseId id) {
    return turn.tx().drafts().stream().filter(row -> row.id().equals(id)).findFirst();
  }

  /** Empty where its key is gone: a crash came between the key's end and the row's. */
  private Optional<Kept> opened(DraftRow row) {
    return ports
        .vault()
        .decrypt(row.id(), row.sealed())
        .map(content -> new Kept(row.id(), row.author(), row.releaser(), row.at(), content));
  }

  @Override
  public List<Kept> all(Attending who) {
    return engine.ask(
        (memory, turn) ->
            officer(memory, turn, who)
                .map(
                    officer ->
                        turn.tx().drafts().stream()
                            .filter(row -> maySee(officer, row))
                            .flatMap(row -> opened(row).stream())
                            .toList())
                .orElse(List.of()));
  }

  @Override
  public Optional<Kept> find(Attending who, CaseId id) {
    return engine.ask(
        (memory, turn) -> {
          Optional<Kept> found =
              officer(memory, turn, who)
                  .flatMap(officer -> find(turn, id).filter(row -> maySee(officer, row)))
                  .flatMap(this::opened);
          found
              .filter(kept -> !kept.author().equals(who.officer().id()))
              .ifPresent(_ -> journal(turn, JournalKind.CASE_READ, who, id, "waits for release"));
          return found;
        });
  }

  @Override
  public boolean keep(Attending who, CaseId id, Bytes content) {
    return engine.ask(
        (memory, turn) ->
            officer(memory, turn, who)
                .filter(officer -> isRoom(turn, officer, id, content))
                .map(officer -> put(turn, id, officer.id(), Optional.empty(), content))
                .isPresent());
  }

  /** Whether this draft is the officer's own, or there is place for a new one. */
  private boolean isRoom(Turn turn, Officer officer, CaseId id, Bytes content) {
    sweep(turn);
    Optional<DraftRow> known = find(turn, id);
    boolean isOwn =
        known
            .filter(row -> row.author().equals(officer.id()) && row.releaser().isEmpty())
            .isPresent();
    long own = turn.tx().drafts().stream().filter(row -> row.author().equals(officer.id())).count();
    return content.size() <= SIZE_MAX && (isOwn || (known.isEmpty() && own < OWN_MAX));
  }

  private void sweep(Turn turn) {
    turn.tx().drafts().stream()
        .filter(row -> !row.at().plus(LIFE_MAX).isAfter(turn.at()))
        .forEach(row -> destroy(turn, row.id()));
  }

  private DraftRow put(
      Turn turn, CaseId id, OfficerId author, Optional<OfficerId> releaser, Bytes content) {
    DraftRow row =
        new DraftRow(id, author, releaser, turn.at(), ports.vault().encrypt(id, content));
    turn.tx().putDraft(row);
    return row;
  }

  private void destroy(Turn turn, CaseId id) {
    turn.tx().dropDraft(id);
    ports.vault().shred(id);
  }

  @Override
  public boolean handOver(
      Attending who,
      CaseId id,
      OfficerId releaser,
      Bytes content,
      Digest signed,
      Endorsement word) {
    return engine.ask(
        (memory, turn) -> {
          Optional<Officer> author =
              officer(memory, turn, who)
                  .filter(officer -> isRoom(turn, officer, id, content))
                  .filter(officer -> officer.id().equals(word.officer()))
                  .filter(_ -> new OwnOfficers(ports, memory).find(turn, word, signed).isPresent())
                  .filter(
                      officer ->
                          releasers(memory, turn, officer).stream()
                              .anyMatch(one -> one.id().equals(releaser)));
          author.ifPresent(
              officer -> {
                put(turn, id, officer.id(), Optional.of(releaser), content);
                journal(turn, JournalKind.RELEASE_ASKED, who, id, "for " + releaser);
              });
          return author.isPresent();
        });
  }

  @Override
  public boolean handBack(Attending who, CaseId id, Bytes content) {
    return engine.ask(
        (memory, turn) -> {
          Optional<DraftRow> waits =
              officer(memory, turn, who)
                  .flatMap(officer -> find(turn, id).filter(row -> maySee(officer, row)))
                  .filter(row -> row.releaser().isPresent() && content.size() <= SIZE_MAX);
          waits.ifPresent(
              row -> {
                put(turn, id, row.author(), Optional.empty(), content);
                journal(turn, JournalKind.RELEASE_RETURNED, who, id, "to " + row.author());
              });
          return waits.isPresent();
        });
  }

  @Override
  public boolean drop(Attending who, CaseId id) {
    return engine.ask(
        (memory, turn) -> {
          Optional<DraftRow> row =
              officer(memory, turn, who)
                  .flatMap(officer -> find(turn, id).filter(one -> maySee(officer, one)));
          row.ifPresent(one -> destroy(turn, one.id()));
          return row.isPresent();
        });
  }

  @Override
  public List<Officer> releasers(Attending who) {
    return engine.ask(
        (memory, turn) ->
            officer(memory, turn, who)
                .map(officer -> releasers(memory, turn, officer))
                .orElse(List.of()));
  }

  private static List<Officer> releasers(Memory memory, Turn turn, Officer author) {
    return memory.self.roster().stream()
        .flatMap(roster -> roster.value().officers().stream())
        .filter(officer -> mayRelease(officer) && officer.servesAt(turn.at()))
        .filter(officer -> !officer.id().equals(author.id()))
        .sorted(Comparator.comparing(Officer::name))
        .toList();
  }

  @Override
  public Parties parties(NodeId recipient) {
    return engine.ask(
        (memory, _) ->
            Optional.ofNullable(memory.peers.get(recipient))
                .map(peer -> Objections.parties(memory, peer))
                .orElse(Parties.UNKNOWN));
  }

  /** The id names a draft, never a case; nothing of the content is written. */
  private static void journal(
      Turn turn, JournalKind kind, Attending who, CaseId id, String detail) {
    turn.journal(
        JournalEntry.of(kind, turn.at(), who.officer().id().text())
            .withObject(Digest.sha256(id.bytes()))
            .withDetail("draft " + id + ", " + detail));
  }
}
