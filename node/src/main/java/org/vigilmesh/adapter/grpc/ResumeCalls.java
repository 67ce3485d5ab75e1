package org.vigilmesh.adapter.grpc;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Administration;
import org.vigilmesh.port.Administration.Plan;
import org.vigilmesh.port.Administration.Resumption;
import org.vigilmesh.port.Queries;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.KeptFork;
import org.vigilmesh.proto.v1.LaneWitness;
import org.vigilmesh.proto.v1.ListWitnessesRequest;
import org.vigilmesh.proto.v1.ListWitnessesResponse;
import org.vigilmesh.proto.v1.PeerWitness;
import org.vigilmesh.proto.v1.PlanResumeResponse;
import org.vigilmesh.proto.v1.Presented;
import org.vigilmesh.proto.v1.ResumePlan;
import org.vigilmesh.proto.v1.ResumeRequest;

/** The calls about what peers remember of this node, and about beginning anew. */
final class ResumeCalls {
  private ResumeCalls() {}

  static ListWitnessesResponse witnessesFailed(Failed failed) {
    return ListWitnessesResponse.newBuilder().setFailed(failed).build();
  }

  static ListWitnessesResponse witnesses(Queries queries, ListWitnessesRequest request) {
    Optional<List<Queries.WitnessStatus>> found =
        request.getNode().isEmpty()
            ? Optional.of(queries.witnesses())
            : queries.witness(new NodeId(request.getNode())).map(List::of);
    if (found.isEmpty()) {
      return witnessesFailed(Answers.notFound("E-NO-SUCH-PEER", "no card of it is here"));
    }
    var out = ListWitnessesResponse.newBuilder();
    out.getWitnessesBuilder()
        .addAllWitnesses(found.get().stream().map(ResumeCalls::witness).toList());
    return out.build();
  }

  static PlanResumeResponse planFailed(Failed failed) {
    return PlanResumeResponse.newBuilder().setFailed(failed).build();
  }

  static PlanResumeResponse plan(Administration administration) {
    return switch (administration.planResume()) {
      case Plan.Ready ready -> PlanResumeResponse.newBuilder().setPlan(plan(ready)).build();
      case Plan.Refused(Administration.Done.Failed why) -> planFailed(Answers.failed(why));
    };
  }

  private static ResumePlan plan(Plan.Ready in) {
    var out =
        ResumePlan.newBuilder()
            .setChallenge(Scalars.bytes(in.challenge().bytes()))
            .setNumber(in.number())
            .setWhy(in.why())
            .setSince(in.since().toEpochMilli())
            .addAllPeers(in.peers().stream().map(ResumeCalls::witness).toList());
    out.getNodeBuilder().setNode(in.node().node().text()).setEpoch(in.node().epoch());
    out.getPreviousBuilder()
        .setNumber(in.previous().number())
        .setRandom(Scalars.bytes(in.previous().random()));
    return out.build();
  }

  static Resumption resumption(ResumeRequest request) {
    return new Resumption(
        Scalars.digest(request.getChallenge()),
        request.getReason(),
        AdminForms.endorsement(request.getEndorsement()));
  }

  private static PeerWitness witness(Queries.WitnessStatus in) {
    var out =
        PeerWitness.newBuilder()
            .setNode(in.peer().text())
            .setOurIncarnation(in.ourIncarnation())
            .setTheirIncarnation(in.theirIncarnation())
            .addAllLanes(in.lanes().stream().map(ResumeCalls::lane).toList())
            .addAllPresented(in.presented().stream().map(ResumeCalls::presented).toList());
    AdminForms.time(in.heardAt(), out::setHeardAt);
    in.theirHead().ifPresent(head -> out.setTheirHead(Scalars.bytes(head.bytes())));
    AdminForms.time(in.theirHeadAt(), out::setTheirHeadAt);
    for (Queries.ForkStatus fork : in.forks()) {
      out.addForks(
          KeptFork.newBuilder()
              .setProof(Scalars.bytes(fork.id().bytes()))
              .setKeptAt(fork.keptAt().toEpochMilli()));
    }
    in.waiting().ifPresent(out::setWaitingStart);
    return out.build();
  }

  private static LaneWitness lane(Queries.LaneWitness in) {
    var out =
        LaneWitness.newBuilder()
            .setLane(Scalars.urgency(in.lane()))
            .setOutbound(in.outbound())
            .setIncarnation(in.incarnation())
            .setOurs(in.ours().seq())
            .setOursHash(Scalars.bytes(in.ours().hash().bytes()))
            .setReceipted(in.receipted());
    in.theirs()
        .ifPresent(at -> out.setTheirs(at.seq()).setTheirsHash(Scalars.bytes(at.hash().bytes())));
    return out.build();
  }

  private static Presented presented(Queries.PresentedStatus in) {
    return Presented.newBuilder()
        .setKind(in.kind())
        .setLane(in.lane())
        .setNumber(in.number())
        .setIncarnation(in.incarnation())
        .setHash(Scalars.bytes(in.hash().bytes()))
        .setAt(in.at().toEpochMilli())
        .build();
  }
}
