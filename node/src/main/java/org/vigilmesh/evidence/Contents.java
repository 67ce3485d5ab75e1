package org.vigilmesh.evidence;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.evidence.Evidence.Content;
import org.vigilmesh.evidence.Evidence.Listed;
import org.vigilmesh.evidence.Evidence.Person;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Digest;

/** Checks what statements carry, and the persons behind it. */
final class Contents {
  private final Codec codec;
  private final Verifier verifier;
  private final Known known;
  private final List<Listed> rosters;

  Contents(Codec codec, Verifier verifier, Known known, List<Listed> rosters) {
    this.codec = codec;
    this.verifier = verifier;
    this.known = known;
    this.rosters = rosters;
  }

  Content judge(Parsed.Body body, StatementHeader header) {
    Decoded<Act> decoded = codec.act().decode(body.value().act());
    Optional<Act> act = decoded.find();
    boolean isSigned = Digest.sha512(body.bytes()).equals(header.bodyDigest());
    Instant at = act.map(Act::createdAt).orElse(header.createdAt());
    return new Content(
        body.bytes(),
        body.value(),
        act,
        List.of(
            Finding.of(Point.BODY_SIGNED, isSigned),
            new Finding(Point.ACT_FITS, fits(decoded, header, body.value())),
            new Finding(Point.PERSONS_NAMED, named(decoded, body.value()))),
        body.value().endorsements().stream()
            .map(one -> person(one, body.value(), header.sender().node(), at))
            .toList());
  }

  /** A newer format may mean anything: it is signed, and that is all that can be said. */
  private static Answer fits(Decoded<Act> decoded, StatementHeader header, StatementBody body) {
    return switch (decoded) {
      case Decoded.Value<Act>(Act act) ->
          Answer.of(
              act.sender().equals(header.sender().node())
                  && act.recipient().equals(header.recipient())
                  && act.urgency() == header.lane()
                  && !header.notAfter().isAfter(act.notAfter())
                  && act.attachmentDigests()
                      .equals(body.attachments().stream().map(Digest::sha256).toList()));
      case Decoded.UnknownFormat<Act> _ -> Answer.UNCHECKED;
      case Decoded.Malformed<Act> _ -> Answer.NO;
    };
  }

  private static Answer named(Decoded<Act> decoded, StatementBody body) {
    return switch (decoded) {
      case Decoded.Value<Act>(Act act) -> Answer.of(areNamed(act, body.endorsements()));
      case Decoded.UnknownFormat<Act> _ -> Answer.UNCHECKED;
      case Decoded.Malformed<Act> _ -> Answer.NO;
    };
  }

  private static boolean areNamed(Act act, List<Endorsement> endorsements) {
    Set<OfficerId> named = new HashSet<>();
    act.officers().forEach(signer -> named.add(signer.officer()));
    Set<OfficerId> signed = new HashSet<>();
    Set<CredentialId> keys = new HashSet<>();
    for (Endorsement one : endorsements) {
      if (!signed.add(one.officer()) || !keys.add(one.credential())) {
        return false;
      }
    }
    return named.equals(signed) && named.size() == act.officers().size();
  }

  private Person person(Endorsement one, StatementBody body, NodeRef node, Instant at) {
    Optional<Roster> roster =
        rosters.stream()
            .filter(Listed::isSound)
            .map(listed -> listed.roster().value())
            .filter(it -> it.node().equals(node) && it.version() == body.rosterVersion())
            .findFirst();
    if (roster.isEmpty()) {
      return new Person(
          one,
          "",
          List.of(
              Finding.unchecked(Point.ROSTER_HERE),
              Finding.unchecked(Point.ENROLLED),
              Finding.unchecked(Point.PROOF),
              Finding.unchecked(Point.IN_OFFICE),
              Finding.unchecked(Point.KEY_UNREVOKED)));
    }
    Optional<Officer> officer = roster.get().findOfficer(one.officer());
    Optional<Credential> key = officer.flatMap(it -> it.findCredential(one.credential()));
    Digest digest = Act.endorsedDigest(body.act());
    boolean isRevoked = known.isRevoked(node, one.credential(), at);
    return new Person(
        one,
        officer.map(Officer::name).orElse(""),
        List.of(
            Finding.of(Point.ROSTER_HERE, true),
            Finding.of(Point.ENROLLED, key.isPresent()),
            Finding.of(
                Point.PROOF,
                key.filter(it -> verifier.proves(it, digest, one.proof())).isPresent()),
            Finding.of(Point.IN_OFFICE, officer.filter(it -> it.servesAt(at)).isPresent()),
            Finding.of(Point.KEY_UNREVOKED, !isRevoked)));
  }
}
