package org.vigilmesh.identity;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/**
 * A State's officers: one version in a hash-linked chain, made by the threshold of the card's
 * roster authorities and never by the node. One credential key appears at most once.
 */
public record Roster(
    NodeRef node,
    long version,
    Digest previous,
    Instant issuedAt,
    Instant validTo,
    List<Officer> officers,
    List<Extension> extensions)
    implements Versioned {
  /** A large desk with deputies has some sixty officers; ten times that is a mistake. */
  public static final int OFFICERS_MAX = 600;

  /** What an authority's endorsement of a roster is labelled with. */
  public static final Bytes LABEL = Bytes.utf8("vigil/roster/v1");

  public Roster {
    officers = List.copyOf(officers);
    extensions = List.copyOf(extensions);
    Versioned.check(version, issuedAt, validTo);
    InvalidValue.unless(officers.size() <= OFFICERS_MAX, "too many officers");
    Set<Object> seen = new HashSet<>();
    for (Officer officer : officers) {
      InvalidValue.unless(seen.add(officer.id()), "officer ids are unique");
      InvalidValue.unless(!officer.role().isLocal(), "local roles stand in no roster");
      for (Credential credential : officer.credentials()) {
        InvalidValue.unless(seen.add(credential.id()), "credential ids are unique");
        InvalidValue.unless(seen.add(credential.publicKey()), "credential keys are unique");
      }
    }
  }

  public Optional<Officer> findOfficer(OfficerId wanted) {
    return officers.stream().filter(o -> o.id().equals(wanted)).findFirst();
  }

  /**
   * Who is called at {@code at} when {@code role} is: those who serve in it, or in the next higher
   * role that anybody serves in; where there is none, whoever serves.
   */
  public List<Officer> called(Officer.Role role, Instant at) {
    List<Officer> serving = officers.stream().filter(officer -> officer.servesAt(at)).toList();
    for (Officer.Role wanted : Officer.Role.values()) {
      List<Officer> found = serving.stream().filter(one -> one.role() == wanted).toList();
      if (wanted.compareTo(role) >= 0 && !found.isEmpty()) {
        return found;
      }
    }
    return serving;
  }

  /** SHA-256(label ‖ bytes): what each roster authority signs. */
  public static Digest endorsedDigest(Bytes rosterBytes) {
    return Digest.sha256(LABEL, rosterBytes);
  }
}
