package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.SignIn;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Attendance;
import org.vigilmesh.port.Queries.OpenedCase;
import org.vigilmesh.value.Digest;

/** Who works at the desk: judged by the roster of the moment, written down in the journal. */
final class SignIns implements Attendance {
  private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);
  private static final int CHALLENGES_MAX = 1000;

  private final Engine engine;
  private final Ports ports;
  private final Timelines timelines;
  private final Map<Digest, Instant> challenges = new ConcurrentHashMap<>();

  SignIns(Engine engine, Ports ports, Cases cases) {
    this.engine = engine;
    this.ports = ports;
    this.timelines = new Timelines(ports, cases);
  }

  @Override
  public Digest challenge() {
    Instant now = ports.clock().instant();
    challenges.values().removeIf(end -> !now.isBefore(end));
    if (challenges.size() >= CHALLENGES_MAX) {
      challenges.clear();
    }
    Digest challenge = SignIn.challenge(self(), ports.entropy().take(SignIn.RANDOM_SIZE));
    challenges.put(challenge, now.plus(CHALLENGE_LIFE));
    return challenge;
  }

  private NodeRef self() {
    return engine.ask((memory, _) -> memory.ref());
  }

  @Override
  public Optional<Attending> signIn(Digest challenge, Endorsement word) {
    Optional<Instant> end = Optional.ofNullable(challenges.remove(challenge));
    if (end.isEmpty() || !ports.clock().instant().isBefore(end.get())) {
      return Optional.empty();
    }
    return engine.ask(
        (memory, turn) -> {
          Optional<Attending> who =
              new OwnOfficers(ports, memory)
                  .find(turn, word, challenge)
                  .flatMap(_ -> attending(memory, turn, word.officer(), word.credential()));
          who.ifPresent(found -> journal(turn, found, JournalKind.SIGNED_IN, ""));
          return who;
        });
  }

  @Override
  public Optional<Attending> find(OfficerId officer, CredentialId credential) {
    return engine.ask((memory, turn) -> attending(memory, turn, officer, credential));
  }

  @Override
  public Optional<OpenedCase> open(Attending who, CaseId caseId) {
    return engine.ask(
        (memory, turn) -> {
          boolean mayRead =
              attending(memory, turn, who.officer().id(), who.credential()).isPresent();
          if (!mayRead || turn.tx().findCase(caseId).isEmpty()) {
            return Optional.empty();
          }
          turn.journal(
              JournalEntry.of(JournalKind.CASE_READ, turn.at(), who.officer().id().text())
                  .withAct(caseId.toString(), "")
                  .withDetail("at the desk"));
          return Optional.of(timelines.opened(turn.tx(), caseId));
        });
  }

  @Override
  public void signOut(Attending who, String why) {
    engine.ask(
        (_, turn) -> {
          journal(turn, who, JournalKind.SIGNED_OUT, ": " + why);
          return who;
        });
  }

  /**
   * The officer as the roster has them in this turn; empty where officer or credential does not
   * count.
   */
  static Optional<Attending> attending(
      Memory memory, Turn turn, OfficerId id, CredentialId credential) {
    return memory
        .self
        .roster()
        .flatMap(roster -> roster.value().findOfficer(id))
        .filter(officer -> officer.servesAt(turn.at()))
        .filter(officer -> isGood(memory, officer, credential))
        .map(officer -> new Attending(officer, credential));
  }

  private static boolean isGood(Memory memory, Officer officer, CredentialId credential) {
    return officer
        .findCredential(credential)
        .map(Credential::id)
        .filter(id -> !memory.self.isRevoked(id))
        .isPresent();
  }

  private static void journal(Turn turn, Attending who, JournalKind kind, String why) {
    turn.journal(
        JournalEntry.of(kind, turn.at(), who.officer().id().text())
            .withDetail("credential " + who.credential().bytes().hex() + why));
  }
}
