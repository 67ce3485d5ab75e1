package org.vigilmesh.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Attendance.Attending;

/**
 * How each person wants the desk, and what they call their passkeys: kept at this node, on whatever
 * machine they sign in. None of it is a secret and none of it says anything about a case.
 */
public interface Preferences {
  /** A label is a few words. */
  int LABEL_MAX = 40;

  /** What {@code who} has chosen; the usual for the rest, and for those who attend no more. */
  Chosen of(Attending who);

  /** Keeps a choice. False for a value that is not among those of {@code name}. */
  boolean keep(Attending who, Name name, String value);

  /** The passkeys of {@code who}, first those that count; file keys are none. */
  List<OwnPasskey> passkeys(Attending who);

  /** Calls a passkey of {@code who} something; false where it is not theirs. */
  boolean label(Attending who, CredentialId passkey, String label);

  /** What can be chosen, with its values; the first is the usual one. */
  enum Name {
    /** Empty: as the browser asks. */
    LANGUAGE(" en fr es ru zh ar"),
    KEYS("on off"),
    SOUND("on off"),
    THEME("auto dark light"),
    CONTRAST("auto more"),
    MOTION("auto less"),
    /** Whether the first steps stand above the list of what waits. */
    GUIDE("on off");

    private final String choices;

    Name(String choices) {
      this.choices = choices;
    }

    public List<String> choices() {
      return List.of(choices.split(" ", -1));
    }

    String usual() {
      return choices().getFirst();
    }
  }

  /** The choices of one person. */
  record Chosen(Map<Name, String> values) {
    public static final Chosen USUAL = new Chosen(Map.of());

    public Chosen {
      values = Map.copyOf(values);
    }

    public String of(Name name) {
      return values.getOrDefault(name, name.usual());
    }

    /** Whether what can be turned off is not. */
    public boolean isOn(Name name) {
      return of(name).equals("on");
    }
  }

  /**
   * A passkey as its owner sees it.
   *
   * @param label what they call it; may be empty
   * @param added when it was handed in here; empty for one that was in the roster before
   * @param used when somebody signed in with it last
   */
  record OwnPasskey(
      CredentialId id,
      Credential.Kind kind,
      String label,
      Optional<Instant> added,
      Optional<Instant> used,
      State state) {}

  /** Whether a passkey counts. */
  enum State {
    COUNTS,
    /** It waits for the roster authorities. */
    WAITS,
    REVOKED
  }

  /** The row of one choice. */
  record PreferenceRow(OfficerId officer, String name, String value) {}

  /** The row of what is known of a passkey beside the key itself. */
  record PasskeyRow(
      CredentialId id,
      OfficerId officer,
      String label,
      Optional<Instant> added,
      Optional<Instant> used) {}
}
