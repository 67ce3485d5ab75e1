package org.vigilmesh.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.value.InvalidValue;

/** A named person of a contact point, with a role and credentials, from a date to a date. */
public record Officer(
    OfficerId id, String name, Role role, Instant from, Instant to, List<Credential> credentials) {
  /**
   * What the person may do (domain list {@code officer_role}). The last two are local: they are
   * given at this node, stand in no roster, endorse nothing and read no case.
   */
  public enum Role {
    OFFICER,
    SUPERVISOR,
    CENTRAL_AUTHORITY,
    ADMINISTRATOR,
    AUDITOR;

    public boolean isLocal() {
      return this == ADMINISTRATOR || this == AUDITOR;
    }
  }

  public static final int CREDENTIALS_MAX = 8;

  public static final int NAME_LENGTH_MAX = 128;

  public Officer {
    credentials = List.copyOf(credentials);
    InvalidValue.unless(!name.isBlank() && name.length() <= NAME_LENGTH_MAX, "officer name");
    InvalidValue.unless(from.isBefore(to), "an officer's time ends after it begins");
    InvalidValue.unless(credentials.size() <= CREDENTIALS_MAX, "too many credentials");
  }

  /** Whether {@code at} lies in the officer's time: from inclusive, to exclusive. */
  public boolean servesAt(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  public Optional<Credential> findCredential(CredentialId wanted) {
    return credentials.stream().filter(c -> c.id().equals(wanted)).findFirst();
  }
}
