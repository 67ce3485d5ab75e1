package org.vigilmesh.cli;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseEvent.Local;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.proto.v1.DoDeedRequest;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.StatusRequest;
import org.vigilmesh.proto.v1.StatusResponse;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What officers do here alone: signed by all who were named, handed over, answered. */
final class Deeds {
  private final NodeLink link;

  Deeds(NodeLink link) {
    this.link = link;
  }

  /** A local act of one case. */
  record Wanted(
      CaseId caseId,
      NodeId peer,
      Urgency urgency,
      Deed deed,
      @Nullable Instant until,
      List<Digest> seen,
      String words) {}

  Done sign(Wanted wanted, Signatories signatories) {
    Instant until = wanted.until() == null ? Local.NO_END : wanted.until();
    Digest digest =
        Local.endorsedDigest(
            wanted.caseId(), self(), wanted.deed(), until, wanted.seen(), wanted.words());
    DoDeedRequest.Builder request =
        DoDeedRequest.newBuilder()
            .setCaseId(wanted.caseId().toString())
            .setNode(wanted.peer().text())
            .setUrgency(
                org.vigilmesh.proto.v1.Urgency.valueOf("URGENCY_" + wanted.urgency().name()))
            .setDeed(wanted.deed().code())
            .setUntil(until.toEpochMilli())
            .setWords(wanted.words());
    wanted.seen().forEach(one -> request.addSeen(ByteString.copyFrom(one.bytes().toArray())));
    signatories.endorse(digest).forEach(proof -> request.addEndorsements(Acts.wire(proof)));
    return link.change(admin -> admin.doDeed(request.build()));
  }

  private NodeRef self() {
    NodeStatus status =
        link.ask(
                admin -> admin.status(StatusRequest.getDefaultInstance()),
                StatusResponse::hasFailed,
                StatusResponse::getFailed)
            .getStatus();
    return new NodeRef(new NodeId(status.getNode()), status.getEpoch());
  }

  /** The acts that no other act of the case names: what the officer has seen last. */
  static List<Digest> latest(List<Openings.Opened> opened) {
    Set<Digest> named = new HashSet<>();
    opened.forEach(one -> one.act().ifPresent(act -> named.addAll(act.parents())));
    return opened.stream()
        .map(one -> Act.digest(one.bytes()))
        .filter(digest -> !named.contains(digest))
        .sorted()
        .toList();
  }

  static Urgency urgency(org.vigilmesh.proto.v1.Urgency urgency) {
    return Urgency.valueOf(urgency.name().replace("URGENCY_", "").toUpperCase(Locale.ROOT));
  }
}
