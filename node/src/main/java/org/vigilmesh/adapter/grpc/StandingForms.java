package org.vigilmesh.adapter.grpc;

import java.util.Locale;
import org.vigilmesh.port.Queries;
import org.vigilmesh.proto.v1.CaseItem;
import org.vigilmesh.proto.v1.CaseStanding;
import org.vigilmesh.proto.v1.LinkedCase;
import org.vigilmesh.proto.v1.RunningClock;

/** Where a case stands, in its wire form. */
final class StandingForms {
  private StandingForms() {}

  static CaseStanding standing(org.vigilmesh.port.CaseStanding in) {
    return CaseStanding.newBuilder()
        .setBase(in.base())
        .setHold(in.hold())
        .addAllOverlays(in.overlays())
        .addAllFlags(in.flags())
        .addAllItems(in.items().stream().map(StandingForms::item).toList())
        .addAllClocks(in.clocks().stream().map(StandingForms::clock).toList())
        .build();
  }

  static LinkedCase link(Queries.LinkedCase in) {
    return LinkedCase.newBuilder()
        .setCaseId(in.caseId().toString())
        .setWhy(in.why())
        .setSince(in.since().toEpochMilli())
        .addAllBy(in.by())
        .setPeer(in.peer())
        .setState(in.state())
        .build();
  }

  private static CaseItem item(org.vigilmesh.port.CaseStanding.Item in) {
    return CaseItem.newBuilder().setId(in.id()).setBase(in.base()).build();
  }

  private static RunningClock clock(org.vigilmesh.port.CaseStanding.Running in) {
    var out =
        RunningClock.newBuilder()
            .setClock(in.clock())
            .setAbout(in.about())
            .setStart(in.start().toEpochMilli())
            .setEnd(in.end().toEpochMilli())
            .setWaitsFor(in.waitsFor().name().toLowerCase(Locale.ROOT));
    in.nextBell().ifPresent(at -> out.setNextBell(at.toEpochMilli()));
    return out.build();
  }
}
