package org.vigilmesh.port;

import java.util.List;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Preferences.PasskeyRow;
import org.vigilmesh.port.Preferences.PreferenceRow;
import org.vigilmesh.value.Bytes;

/** How officers want the desk, in a {@link MemoryStore}. */
interface MemoryPreferences extends StoreTx {
  MemoryTables t();

  @Override
  default List<PreferenceRow> preferences(OfficerId officer) {
    return t().preferences.from("", Integer.MAX_VALUE).stream()
        .filter(row -> row.officer().equals(officer))
        .toList();
  }

  @Override
  default void putPreference(PreferenceRow row) {
    t().preferences = t().preferences.with(row.officer().text() + " " + row.name(), row);
  }

  @Override
  default List<PasskeyRow> passkeys(OfficerId officer) {
    return t().passkeys.from(Bytes.EMPTY, Integer.MAX_VALUE).stream()
        .filter(row -> row.officer().equals(officer))
        .toList();
  }

  @Override
  default void putPasskey(PasskeyRow row) {
    t().passkeys = t().passkeys.with(row.id().bytes(), row);
  }

  @Override
  default void dropPasskey(CredentialId id) {
    t().passkeys = t().passkeys.without(id.bytes());
  }
}
