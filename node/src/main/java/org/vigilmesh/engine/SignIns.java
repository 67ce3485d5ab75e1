package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.PasskeyProof;
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

  /** More than a desk gives out in five minutes to one address after another. */
  private static final int CHALLENGES_MAX = 10_000;

  private final Engine engine;
  private final Ports ports;
  private final Timelines timelines;

  /** Oldest first: whoever asks for very many pushes out old ones, not those of this minute. */
  private final Map<Digest, Instant> challenges = new LinkedHashMap<>();

  SignIns(Engine engine, Ports ports, Cases cases) {
    this.engine = engine;
    this.ports = ports;
    this.timelines = new Timelines(ports, cases);
  }

  @Override
  public Digest challenge() {
    Instant now = ports.clock().instant();
    Digest challenge = SignIn.challenge(self(), ports.entropy().take(SignIn.RANDOM_SIZE));
    synchronized (challenges) {
      Iterator<Instant> oldest = challenges.values().iterator();
      while (oldest.hasNext()
          && (!now.isBefore(oldest.next()) || challenges.size() >= CHALLENGES_MAX)) {
        oldest.remove();
      }
      challenges.put(challenge, now.plus(CHALLENGE_LIFE));
    }
    return challenge;
  }

  private Optional<Instant> take(Digest challenge) {
    synchronized (challenges) {
      return Optional.ofNullable(challenges.remove(challenge));
    }
  }

  private NodeRef self() {
    return engine.ask((memory, _) -> memory.ref());
  }

  @Override
  public Optional<Attending> signIn(Digest challenge, Endorsement word) {
    Optional<Instant> end = take(challenge);
    if (end.isEmpty() || !ports.clock().instant().isBefore(end.get())) {
      return Optional.empty();
    }
    return engine.ask(
        (memory, turn) -> {
          Optional<Attending> who =
              attending(memory, turn, word.officer(), word.credential())
                  .filter(_ -> word.proof().size() <= PasskeyProof.SIZE_MAX)
                  .filter(found -> isProved(found, word, challenge));
          who.ifPresent(
              found -> {
                Personal.used(turn, found, turn.at());
                journal(turn, found, JournalKind.SIGNED_IN, "");
              });
          return who;
        });
  }

  private boolean isProved(Attending who, Endorsement word, Digest challenge) {
    return who.officer()
        .findCredential(word.credential())
        .filter(credential -> ports.verifier().proves(credential, challenge, word.proof()))
        .isPresent();
  }

  @Override
  public Optional<Attending> find(OfficerId officer, CredentialId credential) {
    return engine.ask((memory, turn) -> attending(memory, turn, officer, credential));
  }

  @Override
  public Optional<OpenedCase> open(Attending who, CaseId caseId) {
    return engine.ask(
        (memory, turn) -> {
          if (officer(memory, turn, who).isEmpty() || turn.tx().findCase(caseId).isEmpty()) {
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
   * The officer as the roster has them in this turn, or somebody with a local role whom no roster
   * knows; empty where the person or the credential does not count.
   */
  static Optional<Attending> attending(
      Memory memory, Turn turn, OfficerId id, CredentialId credential) {
    Optional<Officer> rostered =
        memory.self.roster().flatMap(roster -> roster.value().findOfficer(id));
    return rostered
        .or(() -> Enrolling.findLocal(turn, id, credential))
        .filter(officer -> officer.servesAt(turn.at()))
        .filter(officer -> isGood(memory, officer, credential))
        .map(officer -> new Attending(officer, credential));
  }

  /** Those who ask, if they may read cases and act in them: local roles may not. */
  static Optional<Officer> officer(Memory memory, Turn turn, Attending who) {
    return attending(memory, turn, who.officer().id(), who.credential())
        .map(Attending::officer)
        .filter(officer -> !officer.role().isLocal());
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
