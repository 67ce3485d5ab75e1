package org.vigilmesh.engine;

import java.util.List;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Plan;
import org.vigilmesh.port.Administration.Resumption;

/** An administrator and one roster authority, who begin a new incarnation as the command does. */
final class Resumed {
  private Resumed() {}

  static Plan.Ready plan(Administration at) {
    if (at.planResume() instanceof Plan.Ready ready) {
      return ready;
    }
    throw new AssertionError(at.planResume());
  }

  /** A roster authority's word over {@code plan}. */
  static Resumption word(Plan.Ready plan, Crypto.Key authority, String reason) {
    return new Resumption(
        plan.challenge(),
        reason,
        new Endorsement(
            new OfficerId("authority"),
            CredentialId.ofFileKey(Country.publicKey(authority)),
            Country.CRYPTO.prove(
                authority,
                IncarnationStart.endorsedDigest(plan.node(), plan.previous(), plan.challenge()))));
  }

  /** Plans and resumes with the first of the country's authorities. */
  static Done by(Administration at, Country country) {
    List<Crypto.Key> authorities = country.authorities;
    return at.resume(word(plan(at), authorities.getFirst(), "restored a backup"), "admin");
  }
}
