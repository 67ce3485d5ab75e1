package org.vigilmesh.engine;

import java.util.Optional;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.value.Digest;

/** The people of this node, as its newest roster has them. */
final class OwnOfficers {
  private final Ports ports;
  private final Memory memory;

  OwnOfficers(Ports ports, Memory memory) {
    this.ports = ports;
    this.memory = memory;
  }

  /**
   * The credential behind {@code endorsement}, if an officer who serves now has signed {@code
   * digest} with it and it was not revoked.
   */
  Optional<Credential> find(Turn turn, Endorsement endorsement, Digest digest) {
    return memory
        .self
        .roster()
        .flatMap(roster -> roster.value().findOfficer(endorsement.officer()))
        .filter(officer -> officer.servesAt(turn.at()))
        .flatMap(officer -> officer.findCredential(endorsement.credential()))
        .filter(credential -> !memory.self.isRevoked(credential.id()))
        // the journal keeps the proof
        .filter(_ -> endorsement.proof().size() <= PasskeyProof.SIZE_MAX)
        .filter(credential -> ports.verifier().proves(credential, digest, endorsement.proof()));
  }
}
