package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Content;
import org.vigilmesh.proto.v1.CaseChallengeRequest;
import org.vigilmesh.proto.v1.CaseChallengeResponse;
import org.vigilmesh.proto.v1.CaseStatus;
import org.vigilmesh.proto.v1.OpenCaseRequest;
import org.vigilmesh.proto.v1.OpenCaseResponse;
import org.vigilmesh.proto.v1.OpenedCase;
import org.vigilmesh.proto.v1.TimelineEntry;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** A case's content, opened for an officer who signed the node's challenge. */
final class Openings {
  private Openings() {}

  /** An act as it was signed, the endorsements over exactly these bytes, and what holds both. */
  record Opened(Bytes bytes, Optional<Act> act, List<Endorsement> endorsements, Bytes body) {}

  /** Every act of the case, oldest first; the node journals that it was read and by whom. */
  static List<Opened> open(NodeLink link, CaseId caseId, Signatories signatories) {
    List<Opened> opened = new ArrayList<>();
    all(link, caseId, signatories).getActsList().forEach(act -> opened.add(opened(act)));
    return opened;
  }

  /** The same with what officers here wrote down. */
  static OpenedCase all(NodeLink link, CaseId caseId, Signatories signatories) {
    Digest challenge =
        new Digest(
            Bytes.of(
                link.ask(
                        admin ->
                            admin.caseChallenge(
                                CaseChallengeRequest.newBuilder()
                                    .setCaseId(caseId.toString())
                                    .build()),
                        CaseChallengeResponse::hasFailed,
                        CaseChallengeResponse::getFailed)
                    .getChallenge()
                    .toByteArray()));
    OpenCaseRequest request =
        OpenCaseRequest.newBuilder()
            .setCaseId(caseId.toString())
            .setEndorsement(Acts.wire(signatories.author(challenge)))
            .build();
    return link.ask(
            admin -> admin.openCase(request),
            OpenCaseResponse::hasFailed,
            OpenCaseResponse::getFailed)
        .getOpened();
  }

  private static Opened opened(org.vigilmesh.proto.v1.OpenedAct act) {
    Bytes bytes = Bytes.of(act.getAct().toByteArray());
    List<Endorsement> endorsements =
        act.getEndorsementsList().stream()
            .map(
                one ->
                    new Endorsement(
                        new OfficerId(one.getOfficer()),
                        new CredentialId(bytes(one.getCredential())),
                        bytes(one.getProof())))
            .toList();
    return new Opened(
        bytes, IdentityFiles.CODEC.act().decode(bytes).find(), endorsements, bytes(act.getBody()));
  }

  private static Bytes bytes(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }

  /**
   * The request of the case as it reads now: the last that was signed of the kind that began it.
   */
  static Content.CaseRequest request(List<Opened> opened) {
    Act newest = newest(opened);
    return (Content.CaseRequest) newest.content();
  }

  /** The act on the line of the timeline with this number. */
  static Digest named(CaseStatus found, List<Opened> opened, int number) {
    if (number < 1 || number > found.getTimelineCount()) {
      throw CliException.of(Exit.NOT_FOUND, "E-ACT-UNKNOWN", number);
    }
    TimelineEntry line = found.getTimeline(number - 1);
    return opened.stream()
        .filter(one -> one.act().filter(act -> isOf(act, line)).isPresent())
        .map(one -> Act.digest(one.bytes()))
        .findFirst()
        .orElseThrow(() -> CliException.of(Exit.NOT_FOUND, "E-ACT-UNKNOWN", number));
  }

  private static boolean isOf(Act act, TimelineEntry line) {
    return act.id().toString().equals(line.getAct())
        && act.sender().node().text().equals(line.getBy());
  }

  /** The act with that request. */
  static Act newest(List<Opened> opened) {
    List<Act> requests =
        opened.stream()
            .flatMap(one -> one.act().stream())
            .filter(act -> act.content() instanceof Content.CaseRequest)
            .toList();
    if (requests.isEmpty()) {
      throw CliException.of(Exit.NOT_FOUND, "E-CASE-NO-REQUEST");
    }
    Class<?> kind = requests.getFirst().content().getClass();
    return requests.stream()
        .filter(act -> act.content().getClass() == kind)
        .reduce((_, later) -> later)
        .orElseThrow();
  }
}
