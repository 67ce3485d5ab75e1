package org.vigilmesh.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.EndorsementRules;
import org.vigilmesh.message.EndorsementRules.Proven;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Reads acts and checks the persons behind them; runs on the pool. */
final class Acts {
  private final Ports ports;

  Acts(Ports ports) {
    this.ports = ports;
  }

  /** What an act's bytes came to. */
  sealed interface Reading {
    /** Readable; {@code standing} says whether the persons behind it suffice. */
    record Understood(Act act, Digest digest, Standing standing) implements Reading {}

    /** Not readable, or at odds with its statement; shown to an officer, without effect. */
    record Unread(String why) implements Reading {}

    /** The act's case; for an unread act a case of its own, named by its statement. */
    default CaseId caseIdOr(StatementHeader header, Digest headerHash) {
      return this instanceof Understood(Act act, _, _)
          ? act.caseId()
          : CaseId.of(header.createdAt(), headerHash.bytes().slice(0, 10));
    }
  }

  /** Reads the act in {@code body}; {@code header} has been verified. */
  Reading read(Optional<StatementBody> body, StatementHeader header, Speaker sender, Instant at) {
    if (body.isEmpty()) {
      return new Reading.Unread("the body is not a statement body");
    }
    Bytes bytes = body.get().act();
    return switch (ports.codec().act().decode(bytes)) {
      case Decoded.UnknownFormat<Act>() -> new Reading.Unread("an act of a newer format");
      case Decoded.Malformed<Act>(String why) -> new Reading.Unread("not an act: " + why);
      case Decoded.Value<Act>(Act act) -> {
        String conflict = conflict(act, header, body.get());
        yield conflict.isEmpty()
            ? new Reading.Understood(
                act, Act.digest(bytes), standing(act, bytes, body.get().endorsements(), sender, at))
            : new Reading.Unread(conflict);
      }
    };
  }

  private static String conflict(Act act, StatementHeader header, StatementBody body) {
    if (!act.sender().equals(header.sender().node())) {
      return "act and statement name different senders";
    }
    if (!act.recipient().equals(header.recipient())) {
      return "act and statement name different recipients";
    }
    if (act.urgency() != header.lane()) {
      return "the act's urgency is not the lane's";
    }
    if (header.notAfter().isAfter(act.notAfter())) {
      return "the statement outlives its act";
    }
    return attachmentsFit(act, body.attachments()) ? "" : "attachments are not those of the act";
  }

  static boolean attachmentsFit(Act act, List<Bytes> attachments) {
    return act.attachmentDigests().equals(attachments.stream().map(Digest::sha256).toList());
  }

  /** What the persons behind an act amount to. */
  sealed interface Standing {
    Standing REVOKED = new Insufficient("V38", "a credential was revoked");

    /** Enough; {@code note} is shown beside it, empty when there is nothing to say. */
    record Sufficient(String note) implements Standing {}

    /** Signed by somebody no longer on the roster: no effect until an officer here confirms. */
    record CallBack(String why) implements Standing {}

    /** Not enough: the act is unprocessable; {@code rule} is the broken rule's number. */
    record Insufficient(String rule, String why) implements Standing {}
  }

  /**
   * Whether the persons who endorsed {@code act} suffice, by the speaker's newest roster. Proofs by
   * people of an older roster are still recognised, so that a person here can call back.
   */
  Standing standing(
      Act act, Bytes actBytes, List<Endorsement> endorsements, Speaker speaker, Instant at) {
    if (speaker.roster().isEmpty() || speaker.card().isEmpty()) {
      return new Standing.Insufficient("V38", "no roster of the sender is known");
    }
    Card card = speaker.card().get().value();
    Digest digest = Act.endorsedDigest(actBytes);
    List<Proven> proven = new ArrayList<>();
    for (Endorsement endorsement : endorsements) {
      if (!isProven(speaker, endorsement, digest)) {
        return new Standing.Insufficient("V38", "an endorsement is not valid");
      }
      if (speaker.isRevoked(endorsement.credential())) {
        return Standing.REVOKED;
      }
      proven.add(new Proven(endorsement.officer(), endorsement.credential()));
    }
    EndorsementRules.Verdict verdict =
        EndorsementRules.judge(
            act, card.declarations(), speaker.roster().get().value(), proven, at);
    return switch (verdict) {
      case EndorsementRules.Sufficient(List<OfficerId> newcomers) ->
          new Standing.Sufficient(newcomers.isEmpty() ? "" : "new officer: " + newcomers);
      case EndorsementRules.Insufficient(var rule, var why) ->
          why.isConfirmable()
              ? new Standing.CallBack("no longer on the roster: call back")
              : new Standing.Insufficient(rule.name(), why.name());
    };
  }

  private boolean isProven(Speaker speaker, Endorsement endorsement, Digest digest) {
    Optional<Credential> newest = speaker.roster().flatMap(r -> find(r.value(), endorsement));
    if (newest.isPresent()) { // an older key or origin under the same id counts no more
      return ports.verifier().proves(newest.get(), digest, endorsement.proof());
    }
    return speaker.rosters().values().stream()
        .flatMap(roster -> find(roster, endorsement).stream())
        .distinct()
        .anyMatch(credential -> ports.verifier().proves(credential, digest, endorsement.proof()));
  }

  private static Optional<Credential> find(Roster roster, Endorsement endorsement) {
    return roster
        .findOfficer(endorsement.officer())
        .flatMap(officer -> officer.findCredential(endorsement.credential()));
  }
}
