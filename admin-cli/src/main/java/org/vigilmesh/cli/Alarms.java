package org.vigilmesh.cli;

import java.util.List;
import java.util.Optional;
import org.vigilmesh.proto.v1.AlarmStatus;
import org.vigilmesh.proto.v1.ClearAlarmRequest;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.ListAlarmsRequest;
import org.vigilmesh.proto.v1.ListAlarmsResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil alarms}: what someone must see. */
@Command(
    name = "alarms",
    header = {"vigil alarms list", "vigil alarms clear KEY"})
final class Alarms {
  @Command(
      name = "list",
      header = {"vigil alarms list --node xa", "vigil alarms list -o json"})
  void list(@Mixin Options options) {
    try (NodeLink link = NodeLink.to(options)) {
      View view = View.list("AlarmList", "key", "code", "peer", "raisedAt", "count", "detail");
      List<AlarmStatus> alarms =
          link.ask(
                  admin -> admin.listAlarms(ListAlarmsRequest.getDefaultInstance()),
                  ListAlarmsResponse::hasFailed,
                  ListAlarmsResponse::getFailed)
              .getAlarms()
              .getAlarmsList();
      for (AlarmStatus alarm : alarms) {
        view.row(
            alarm.getKey(),
            alarm.getCode(),
            alarm.hasPeer() ? Optional.of(alarm.getPeer()) : Optional.empty(),
            NodeLink.at(alarm.getRaisedAt()),
            alarm.getCount(),
            alarm.getDetail());
      }
      options.console().show(view);
    }
  }

  @Command(
      name = "clear",
      header = {"vigil alarms clear KEY", "vigil alarms clear KEY --dry-run"})
  void clear(
      @Mixin Options options,
      @Mixin Change change,
      @Parameters(paramLabel = "KEY", descriptionKey = "alarmKey") String key) {
    Console console = options.console();
    if (!change.isOnlyPlanned(console, "plan.alarms.clear", key)) {
      try (NodeLink link = NodeLink.to(options)) {
        ClearAlarmRequest request = ClearAlarmRequest.newBuilder().setKey(key).build();
        Done done = link.change(admin -> admin.clearAlarm(request));
        console.done(done.getJournal(), List.copyOf(done.getLinesList()));
      }
    }
  }
}
