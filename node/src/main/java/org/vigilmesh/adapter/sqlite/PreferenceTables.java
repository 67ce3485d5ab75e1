package org.vigilmesh.adapter.sqlite;

import java.util.List;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Preferences.PasskeyRow;
import org.vigilmesh.port.Preferences.PreferenceRow;
import org.vigilmesh.port.StoreTx;

/** How officers want the desk, and what they call their passkeys. */
interface PreferenceTables extends StoreTx {
  Session session();

  @Override
  default List<PreferenceRow> preferences(OfficerId officer) {
    return session()
        .list(
            Table.PREFERENCE,
            "SELECT * FROM preference WHERE officer = ? ORDER BY name",
            row -> new PreferenceRow(officer, row.text(1), row.text(2)),
            officer.text());
  }

  @Override
  default void putPreference(PreferenceRow preference) {
    session()
        .put(
            Table.PREFERENCE,
            "INSERT OR REPLACE INTO preference VALUES (?, ?, ?, ?)",
            preference.officer().text(),
            preference.name(),
            preference.value());
  }

  @Override
  default List<PasskeyRow> passkeys(OfficerId officer) {
    return session()
        .list(
            Table.PASSKEY,
            "SELECT * FROM passkey WHERE officer = ? ORDER BY id",
            row ->
                new PasskeyRow(
                    new CredentialId(row.bytes(0)),
                    officer,
                    row.text(2),
                    row.findTime(3),
                    row.findTime(4)),
            officer.text());
  }

  @Override
  default void putPasskey(PasskeyRow passkey) {
    session()
        .put(
            Table.PASSKEY,
            "INSERT OR REPLACE INTO passkey VALUES (?, ?, ?, ?, ?, ?)",
            passkey.id().bytes(),
            passkey.officer().text(),
            passkey.label(),
            passkey.added(),
            passkey.used());
  }

  @Override
  default void dropPasskey(CredentialId id) {
    session().run("DELETE FROM passkey WHERE id = ?", id.bytes());
  }
}
