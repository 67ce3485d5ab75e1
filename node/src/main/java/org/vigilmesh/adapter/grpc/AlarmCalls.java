package org.vigilmesh.adapter.grpc;

import org.vigilmesh.port.Queries;
import org.vigilmesh.proto.v1.Failed;
import org.vigilmesh.proto.v1.ListAlarmsResponse;

/** What a person must see. */
final class AlarmCalls {
  private AlarmCalls() {}

  static ListAlarmsResponse listFailed(Failed failed) {
    return ListAlarmsResponse.newBuilder().setFailed(failed).build();
  }

  static ListAlarmsResponse list(Queries queries) {
    var out = ListAlarmsResponse.newBuilder();
    out.getAlarmsBuilder()
        .addAllAlarms(
            queries.alarms().stream()
                .map(row -> AdminForms.alarm(row, queries.acknowledged(row.key())))
                .toList());
    return out.build();
  }
}
