package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.SignIn;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Invitations, their one-time codes, and new passkeys, until a roster holds them. */
final class Enrolling implements Enrolment {
  /** More than a desk has officers on one day. */
  private static final int INVITATIONS_MAX = 100;

  /** Every officer of a full roster, twice. */
  private static final int ENROLLED_MAX = 1200;

  /** Time for two keys and a person who reads what is asked. */
  private static final Duration WELCOME = Duration.ofMinutes(10);

  private final Engine engine;
  private final Ports ports;
  private final Memory memory;
  private final Map<Digest, Redeemed.Welcome> welcomed = new HashMap<>();
  private final WrongCodes wrong = new WrongCodes();

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
        .filter(one -> isRostered(one.credential()) || isOver(turn, one))
        .forEach(one -> turn.tx().dropEnrolled(one.credential().id()));
    welcomed.values().removeIf(one -> !one.until().isAfter(turn.at()));
  }

  /** A local role that was given long ago, or to somebody whom the roster knows by now. */
  private boolean isOver(Turn turn, Enrolled one) {
    return one.role().isLocal()
        && (isKnown(one.officer()) || !one.at().plus(LOCAL_MAX).isAfter(turn.at()));
  }

  private boolean isKnown(OfficerId id) {
    return memory.self.roster().flatMap(roster -> roster.value().findOfficer(id)).isPresent();
  }

  /** Somebody with a local role and this passkey; the roster is asked first. */
  static Optional<Officer> findLocal(Turn turn, OfficerId id, CredentialId credential) {
    return turn.tx().enrolled().stream()
        .filter(one -> one.role().isLocal() && one.officer().equals(id))
        .filter(one -> one.credential().id().equals(credential))
        .map(
            one ->
                new Officer(
                    id,
                    one.name(),
                    one.role(),
                    one.at(),
                    one.at().plus(LOCAL_MAX),
                    List.of(one.credential())))
        .findFirst();
  }

  @Override
  public Redeemed redeem(String code, String from) {
    return engine.ask((_, turn) -> redeem(turn, code, from));
  }

  private Redeemed redeem(Turn turn, String typed, String from) {
    sweep(turn);
    if (memory.isReadOnly() || !wrong.allows(from, turn.at())) {
      return new Redeemed.Refused();
    }
    Optional<Invitation> found =
        InviteCode.find(typed).flatMap(code -> find(turn, code.hash(memory.ref())));
    if (found.isEmpty()) {
      wrong.add(from, turn.at());
      return new Redeemed.Refused();
    }
    Invitation one = found.get();
    turn.tx().dropInvitation(one.officer());
    Redeemed.Welcome welcome = welcome(turn, one.officer(), one.name(), one.role());
    turn.journal(
        JournalEntry.of(JournalKind.INVITATION_REDEEMED, turn.at(), one.officer().text())
            .withObject(welcome.challenge()));
    return welcome;
  }

  /** One for each person: a later one ends the earlier. */
  private Redeemed.Welcome welcome(Turn turn, OfficerId id, String name, Officer.Role role) {
    welcomed.values().removeIf(one -> one.officer().equals(id));
    Digest challenge = SignIn.enrolment(memory.ref(), ports.entropy().take(SignIn.RANDOM_SIZE));
    Redeemed.Welcome welcome =
        new Redeemed.Welcome(id, name, role, challenge, turn.at().plus(WELCOME));
    welcomed.put(challenge, welcome);
    return welcome;
  }

  @Override
  public Optional<Redeemed.Welcome> another(Attending who) {
    return engine.ask(
        (_, turn) -> {
          sweep(turn);
          return SignIns.attending(memory, turn, who.officer().id(), who.credential())
              .map(Attending::officer)
              .map(one -> welcome(turn, one.id(), one.name(), one.role()));
        });
  }

  @Override
  public Done dismiss(OfficerId officer, String by) {
    return Admin.change(engine, (_, turn) -> dismiss(turn, officer, by));
  }

  private Done dismiss(Turn turn, OfficerId officer, String by) {
    sweep(turn);
    if (isKnown(officer)) {
      return Admin.failed(
          Failure.NOT_PERMITTED,
          "E-OFFICER-ROSTERED",
          "who stands in the roster is ended by its authorities",
          "vigil roster sign FILE");
    }
    List<Enrolled> keys =
        turn.tx().enrolled().stream().filter(one -> one.officer().equals(officer)).toList();
    boolean isInvited = turn.tx().invitations().stream().anyMatch(o -> o.officer().equals(officer));
    if (keys.isEmpty() && !isInvited) {
      return Admin.failed(
          Failure.NOT_FOUND,
          "E-NO-SUCH-OFFICER",
          "nobody of that id is here",
          "vigil officer list");
    }
    keys.forEach(one -> turn.tx().dropEnrolled(one.credential().id()));
    turn.tx().dropInvitation(officer);
    welcomed.values().removeIf(one -> one.officer().equals(officer));
    long entry =
        turn.journal(
            JournalEntry.of(JournalKind.OFFICER_DISMISSED, turn.at(), by)
                .withDetail(officer + ", passkeys " + keys.size()));
    return new Done.Ok(entry, List.of(officer.text()));
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
    Enrolled kept =
        new Enrolled(
            welcome.officer(),
            welcome.name(),
            welcome.role(),
            credential,
            welcome.challenge(),
            proof,
            turn.at());
    turn.tx().addEnrolled(kept);
    Personal.added(memory, turn, kept);
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
