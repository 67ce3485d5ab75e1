package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.port.StoredRows.T;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Preferences.PasskeyRow;
import org.vigilmesh.port.Preferences.PreferenceRow;

/** What every {@link Store} does with what officers choose and call their passkeys. */
public interface PreferenceStoreContract {
  OfficerId MORGAN = new OfficerId("j.morgan");
  OfficerId REYES = new OfficerId("p.reyes");

  /** The store under test, new, with {@link StoredRows#life()}; the same one within a test. */
  Store store();

  @Test
  default void aChoiceReplacesTheEarlierOneOfTheSameOfficer() {
    PreferenceRow dark = new PreferenceRow(MORGAN, "THEME", "dark");
    PreferenceRow french = new PreferenceRow(MORGAN, "LANGUAGE", "fr");
    store()
        .write(
            tx -> {
              tx.putPreference(new PreferenceRow(MORGAN, "THEME", "light"));
              tx.putPreference(new PreferenceRow(REYES, "THEME", "light"));
              tx.putPreference(french);
              tx.putPreference(dark);
              return true;
            });
    assertEquals(
        List.of(french, dark), store().<List<PreferenceRow>>read(view -> view.preferences(MORGAN)));
  }

  @Test
  default void whatIsKnownOfAPasskeyIsReplacedUntilItIsDropped() {
    CredentialId id = new CredentialId(Fixtures.bytes("key", 16));
    PasskeyRow before = new PasskeyRow(id, MORGAN, "", Optional.empty(), Optional.of(T));
    PasskeyRow after =
        new PasskeyRow(id, MORGAN, "blue key", Optional.of(T), Optional.of(T.plusSeconds(60)));
    store()
        .write(
            tx -> {
              tx.putPasskey(before);
              return true;
            });
    assertEquals(List.of(before), store().<List<PasskeyRow>>read(view -> view.passkeys(MORGAN)));
    store()
        .write(
            tx -> {
              tx.putPasskey(after);
              return true;
            });
    assertEquals(List.of(after), store().<List<PasskeyRow>>read(view -> view.passkeys(MORGAN)));
    assertEquals(List.of(), store().<List<PasskeyRow>>read(view -> view.passkeys(REYES)));
    store()
        .write(
            tx -> {
              tx.dropPasskey(id);
              return true;
            });
    assertEquals(List.of(), store().<List<PasskeyRow>>read(view -> view.passkeys(MORGAN)));
  }
}
