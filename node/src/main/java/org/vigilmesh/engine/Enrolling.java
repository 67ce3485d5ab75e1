package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.SignIn;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Invitations, their one-time codes, and new passkeys, until a roster holds them. */
final class Enrolling implements Enrolment {
  /** More than a desk has officers on one day. */
  private static final int INVITATIONS_MAX = 100;

  /** Every officer of a full roster, twice. */
  private static final int ENROLLED_MAX = 1200;

  /** Guesses that a node hears in a minute; of 60 bits. */
  private static final int WRONG_MAX = 5;

  private static final Duration WRONG_WITHIN = Duration.ofMinutes(1);

  /** Time for two keys and a person who reads what is asked. */
  private static final Duration WELCOME = Duration.ofMinutes(10);

  private final Engine engine;
  private final Ports ports;
  private final Memory memory;
  private final Map<Digest, Redeemed.Welcome> welcomed = new HashMap<>();
  private final Deque<Instant> wrong = new ArrayDeque<>();

  Enrolling(Engine engine, Ports ports, Memory memory) {
    this.engine = engine;
    this.ports = ports;
    this.memory = memory;
  }

  @Override
  public Done invite(OfficerId officer, String name, Officer.Role role, Duration life, String by) {
    return Admin.change(engine, (_, turn) -> invite(turn, officer, name, role, life, by));
  }

  private Done invite(
      Turn turn, OfficerId id, String name, Officer.Role role, Duration life, String by) {
    sweep(turn);
    Optional<Officer> known = memory.self.roster().flatMap(r -> r.value().findOfficer(id));
    String shown = known.map(Officer::name).orElse(name);
    if (shown.isBlank() || shown.length() > Officer.NAME_LENGTH_MAX) {
      return Admin.failed(
          Failure.INPUT, "E-INVITE-NAME", "an officer who is new has a name", "--name TEXT");
    }
    if (!life.isPositive() || life.compareTo(LIFE_MAX) > 0) {
      return Admin.failed(
          Failure.INPUT, "E-INVITE-LIFE", "a code lives for at most 24 hours", "--valid 24h");
    }
    if (turn.tx().invitations().size() >= INVITATIONS_MAX) {
      return Admin.failed(
          Failure.FAILED, "E-ENROL-FULL", "100 codes wait to be redeemed", "wait until they end");
    }
    InviteCode code = InviteCode.drawn(ports.entropy());
    Instant until = turn.at().plus(life);
    turn.tx()
        .putInvitation(
            new Invitation(
                id, shown, known.map(Officer::role).orElse(role), code.hash(memory.ref()), until));
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.OFFICER_INVITED, turn.at(), by)
                .withDetail(id + " until " + until));
    return new Done.Ok(entry, List.of(code.shown(), until.toString()));
  }

  /** Drops what has ended, and passkeys that a roster holds by now. */
  private void sweep(Turn turn) {
    turn.tx().invitations().stream()
        .filter(one -> !one.until().isAfter(turn.at()))
        .forEach(one -> turn.tx().dropInvitation(one.officer()));
    turn.tx().enrolled().stream()
        .filter(one -> isRostered(one.credential()))
        .forEach(one -> turn.tx().dropEnrolled(one.credential().id()));
    welcomed.values().removeIf(one -> !one.until().isAfter(turn.at()));
  }

  @Override
  public Redeemed redeem(String code) {
    return engine.ask((_, turn) -> redeem(turn, code));
  }

  private Redeemed redeem(Turn turn, String typed) {
    sweep(turn);
    while (!wrong.isEmpty() && !wrong.getFirst().plus(WRONG_WITHIN).isAfter(turn.at())) {
      wrong.removeFirst();
    }
    if (memory.isReadOnly() || wrong.size() >= WRONG_MAX) {
      return new Redeemed.Refused();
    }
    Optional<Invitation> found =
        InviteCode.find(typed).flatMap(code -> find(turn, code.hash(memory.ref())));
    if (found.isEmpty()) {
      wrong.addLast(turn.at());
      return new Redeemed.Refused();
    }
    Invitation one = found.get();
    turn.tx().dropInvitation(one.officer());
    Digest challenge = SignIn.enrolment(memory.ref(), ports.entropy().take(SignIn.RANDOM_SIZE));
    Redeemed.Welcome welcome =
        new Redeemed.Welcome(
            one.officer(), one.name(), one.role(), challenge, turn.at().plus(WELCOME));
    welcomed.put(challenge, welcome);
    turn.journal(
        JournalEntry.of(JournalKind.INVITATION_REDEEMED, turn.at(), one.officer().text())
            .withObject(challenge));
    return welcome;
  }

  private static Optional<Invitation> find(Turn turn, Digest hash) {
    return turn.tx().invitations().stream()
        .filter(one -> one.codeHash().bytes().equalsConstantTime(hash.bytes()))
        .findFirst();
  }

  @Override
  public Done enrol(Digest challenge, Credential credential, Bytes proof) {
    return Admin.change(engine, (_, turn) -> enrol(turn, challenge, credential, proof));
  }

  private Done enrol(Turn turn, Digest challenge, Credential credential, Bytes proof) {
    sweep(turn);
    Redeemed.Welcome welcome = welcomed.get(challenge);
    if (welcome == null) {
      return Admin.failed(
          Failure.NOT_PERMITTED,
          "E-ENROL-ENDED",
          "the time for handing in a passkey is over",
          "vigil officer invite ID");
    }
    if (credential.kind() == Credential.Kind.FILE
        || !ports.verifier().proves(credential, challenge, proof)) {
      return Admin.failed(
          Failure.NEGATIVE,
          "E-ENROL-PROOF",
          "this passkey did not sign as a peer would demand it",
          "use a passkey with ES256 that asks for a PIN or a finger");
    }
    if (isRostered(credential) || isEnrolled(turn, credential)) {
      return Admin.failed(
          Failure.NOT_PERMITTED, "E-ENROL-KNOWN", "this passkey is known", "use another passkey");
    }
    if (turn.tx().enrolled().size() >= ENROLLED_MAX) {
      return Admin.failed(
          Failure.FAILED, "E-ENROL-FULL", "too many passkeys wait", "vigil officer enrolments");
    }
    return keep(turn, welcome, credential, proof);
  }

  private Done keep(Turn turn, Redeemed.Welcome welcome, Credential credential, Bytes proof) {
    List<Enrolled> own =
        turn.tx().enrolled().stream()
            .filter(one -> one.officer().equals(welcome.officer()))
            .toList();
    if (own.size() >= PASSKEYS_MAX) { // the oldest gives way: the officer has newer ones
      turn.tx().dropEnrolled(own.getFirst().credential().id());
    }
    turn.tx()
        .addEnrolled(
            new Enrolled(
                welcome.officer(),
                welcome.name(),
                welcome.role(),
                credential,
                welcome.challenge(),
                proof,
                turn.at()));
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.PASSKEY_ENROLLED, turn.at(), welcome.officer().text())
                .withObject(welcome.challenge())
                .withDetail(
                    "credential " + credential.id().bytes().hex() + ", proof " + proof.hex()));
    return new Done.Ok(entry, List.of(credential.id().bytes().hex()));
  }

  private boolean isRostered(Credential credential) {
    return memory.self.roster().stream()
        .flatMap(roster -> roster.value().officers().stream())
        .flatMap(officer -> officer.credentials().stream())
        .anyMatch(known -> isSame(known, credential));
  }

  private static boolean isEnrolled(Turn turn, Credential credential) {
    return turn.tx().enrolled().stream().anyMatch(one -> isSame(one.credential(), credential));
  }

  private static boolean isSame(Credential one, Credential other) {
    return one.id().equals(other.id()) || one.publicKey().equals(other.publicKey());
  }

  @Override
  public List<Enrolled> enrolments() {
    return engine.ask(
        (_, turn) ->
            turn.tx().enrolled().stream().filter(one -> !isRostered(one.credential())).toList());
  }
}
