package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Attendance.Attending;
import org.vigilmesh.port.Enrolment.Enrolled;
import org.vigilmesh.port.Preferences;

/** How each person wants the desk, and what is known of their passkeys. */
final class Personal implements Preferences {
  private final Engine engine;

  Personal(Engine engine) {
    this.engine = engine;
  }

  private static Optional<OfficerId> person(Memory memory, Turn turn, Attending who) {
    return SignIns.attending(memory, turn, who.officer().id(), who.credential())
        .map(found -> found.officer().id());
  }

  @Override
  public Chosen of(Attending who) {
    return engine.ask(
        (memory, turn) ->
            person(memory, turn, who).map(officer -> of(turn, officer)).orElse(Chosen.USUAL));
  }

  /** What an earlier program kept under a name, or a value, that is none any more is not read. */
  private static Chosen of(Turn turn, OfficerId officer) {
    Map<Name, String> chosen = new EnumMap<>(Name.class);
    for (PreferenceRow row : turn.tx().preferences(officer)) {
      for (Name name : Name.values()) {
        if (name.name().equals(row.name()) && name.choices().contains(row.value())) {
          chosen.put(name, row.value());
        }
      }
    }
    return new Chosen(chosen);
  }

  @Override
  public boolean keep(Attending who, Name name, String value) {
    return engine.ask(
        (memory, turn) -> {
          Optional<OfficerId> officer =
              person(memory, turn, who).filter(_ -> name.choices().contains(value));
          officer.ifPresent(
              id -> turn.tx().putPreference(new PreferenceRow(id, name.name(), value)));
          return officer.isPresent();
        });
  }

  @Override
  public List<OwnPasskey> passkeys(Attending who) {
    return engine.ask(
        (memory, turn) ->
            person(memory, turn, who)
                .map(officer -> passkeys(memory, turn, officer))
                .orElse(List.of()));
  }

  private static List<OwnPasskey> passkeys(Memory memory, Turn turn, OfficerId officer) {
    List<OwnPasskey> all = new ArrayList<>();
    memory.self.roster().stream()
        .flatMap(roster -> roster.value().findOfficer(officer).stream())
        .flatMap(found -> found.credentials().stream())
        .filter(key -> key.kind() != Credential.Kind.FILE)
        .forEach(
            key ->
                all.add(
                    passkey(
                        turn,
                        officer,
                        key,
                        memory.self.isRevoked(key.id()) ? State.REVOKED : State.COUNTS)));
    turn.tx().enrolled().stream()
        .filter(one -> one.officer().equals(officer))
        .filter(one -> all.stream().noneMatch(known -> known.id().equals(one.credential().id())))
        .map(
            one ->
                passkey(
                    turn,
                    officer,
                    one.credential(),
                    one.role().isLocal() ? State.COUNTS : State.WAITS))
        .forEach(all::add);
    all.sort(Comparator.comparing(OwnPasskey::state));
    return List.copyOf(all);
  }

  private static OwnPasskey passkey(Turn turn, OfficerId officer, Credential key, State state) {
    PasskeyRow row = row(turn, officer, key.id());
    return new OwnPasskey(key.id(), key.kind(), row.label(), row.added(), row.used(), state);
  }

  /** What is known of a passkey; a new row where nothing is. */
  private static PasskeyRow row(Turn turn, OfficerId officer, CredentialId id) {
    return turn.tx().passkeys(officer).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseGet(() -> new PasskeyRow(id, officer, "", Optional.empty(), Optional.empty()));
  }

  @Override
  public boolean label(Attending who, CredentialId passkey, String label) {
    return engine.ask(
        (memory, turn) -> {
          Optional<OfficerId> officer =
              person(memory, turn, who)
                  .filter(_ -> label.length() <= LABEL_MAX)
                  .filter(
                      id ->
                          passkeys(memory, turn, id).stream()
                              .anyMatch(key -> key.id().equals(passkey)));
          officer.ifPresent(
              id -> {
                PasskeyRow row = row(turn, id, passkey);
                turn.tx().putPasskey(new PasskeyRow(passkey, id, label, row.added(), row.used()));
              });
          return officer.isPresent();
        });
  }

  /** A passkey was handed in; what is known of keys that their owner has no more is dropped. */
  static void added(Memory memory, Turn turn, Enrolled key) {
    Set<CredentialId> left = new HashSet<>();
    passkeys(memory, turn, key.officer()).forEach(one -> left.add(one.id()));
    turn.tx().passkeys(key.officer()).stream()
        .filter(row -> !left.contains(row.id()))
        .forEach(row -> turn.tx().dropPasskey(row.id()));
    turn.tx()
        .putPasskey(
            new PasskeyRow(
                key.credential().id(),
                key.officer(),
                "",
                Optional.of(turn.at()),
                Optional.empty()));
  }

  /** Somebody signed in with it. */
  static void used(Turn turn, Attending who, Instant at) {
    PasskeyRow row = row(turn, who.officer().id(), who.credential());
    turn.tx()
        .putPasskey(
            new PasskeyRow(row.id(), row.officer(), row.label(), row.added(), Optional.of(at)));
  }
}
