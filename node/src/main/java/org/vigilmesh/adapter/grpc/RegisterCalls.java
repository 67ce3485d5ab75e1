package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.adapter.grpc.Answers.answer;
import static org.vigilmesh.adapter.grpc.Answers.notFound;

import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.function.Function;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.port.Registers;
import org.vigilmesh.proto.v1.BasisStanding;
import org.vigilmesh.proto.v1.CountRequest;
import org.vigilmesh.proto.v1.CountResponse;
import org.vigilmesh.proto.v1.Counted;
import org.vigilmesh.proto.v1.DeclaredSide;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.KeptCase;
import org.vigilmesh.proto.v1.LawStanding;
import org.vigilmesh.proto.v1.ListKeptRequest;
import org.vigilmesh.proto.v1.ListKeptResponse;
import org.vigilmesh.proto.v1.RegisterGrpc;
import org.vigilmesh.proto.v1.ShowLawRequest;
import org.vigilmesh.proto.v1.ShowLawResponse;
import org.vigilmesh.value.InvalidValue;

/** The admin calls across cases and cards. */
final class RegisterCalls extends RegisterGrpc.RegisterImplBase {
  private final Registers registers;

  RegisterCalls(Registers registers) {
    this.registers = registers;
  }

  @Override
  public void showLaw(ShowLawRequest request, StreamObserver<ShowLawResponse> to) {
    Function<Failed, ShowLawResponse> failure =
        failed -> ShowLawResponse.newBuilder().setFailed(failed).build();
    answer(
        to,
        failure,
        () ->
            registers
                .law(new NodeId(request.getPeer()), at(request.getAt()))
                .map(law -> ShowLawResponse.newBuilder().setLaw(law(law)).build())
                .orElseGet(
                    () -> failure.apply(notFound("E-NO-SUCH-PEER", "no card of it is here"))));
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(Scalars.count(millis));
  }

  private static LawStanding law(Registers.LawStanding in) {
    return LawStanding.newBuilder()
        .setOurCard(in.ourCard())
        .setTheirCard(in.theirCard())
        .addAllBases(in.bases().stream().map(RegisterCalls::basis).toList())
        .build();
  }

  private static BasisStanding basis(Registers.BasisStanding in) {
    return BasisStanding.newBuilder()
        .setBasis(in.basis())
        .setFooting(in.footing())
        .setOurs(side(in.ours()))
        .setTheirs(side(in.theirs()))
        .build();
  }

  private static DeclaredSide side(Registers.Declared in) {
    var out =
        DeclaredSide.newBuilder()
            .setDeclared(in.declared())
            .setReserved(in.reserved())
            .setInstrument(in.instrument());
    in.from().ifPresent(from -> out.setFrom(from.toEpochMilli()));
    in.to().ifPresent(end -> out.setTo(end.toEpochMilli()));
    return out.build();
  }

  @Override
  public void listKept(ListKeptRequest request, StreamObserver<ListKeptResponse> to) {
    answer(
        to,
        failed -> ListKeptResponse.newBuilder().setFailed(failed).build(),
        () -> {
          var out = ListKeptResponse.newBuilder();
          out.getKeptBuilder()
              .addAllCases(registers.retention().stream().map(RegisterCalls::kept).toList());
          return out.build();
        });
  }

  private static KeptCase kept(Registers.KeptCase in) {
    return KeptCase.newBuilder()
        .setCaseId(in.caseId().toString())
        .setPeer(in.peer().text())
        .setClosedAt(in.closedAt().toEpochMilli())
        .setDueAt(in.dueAt().toEpochMilli())
        .addAllHolders(in.holders())
        .setDue(in.due())
        .build();
  }

  @Override
  public void count(CountRequest request, StreamObserver<CountResponse> to) {
    answer(
        to,
        failed -> CountResponse.newBuilder().setFailed(failed).build(),
        () -> {
          Instant from = at(request.getFrom());
          Instant until = at(request.getTo());
          InvalidValue.unless(from.isBefore(until), "a time begins before it ends");
          var out = CountResponse.newBuilder();
          out.getCountsBuilder()
              .addAllCounts(
                  registers.statistics(from, until, request.getExercises()).stream()
                      .map(RegisterCalls::counted)
                      .toList());
          return out.build();
        });
  }

  private static Counted counted(Registers.Counted in) {
    var out = Counted.newBuilder().setMeasure(in.measure()).setValue(in.value());
    in.count().ifPresent(out::setCount);
    return out.build();
  }
}
