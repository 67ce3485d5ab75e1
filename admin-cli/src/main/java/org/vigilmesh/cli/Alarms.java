package org.vigilmesh.cli;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.port.Administration.Acknowledgement;
import org.vigilmesh.proto.v1.AcknowledgeAlarmRequest;
import org.vigilmesh.proto.v1.AlarmStatus;
import org.vigilmesh.proto.v1.ClearAlarmRequest;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.ListAlarmsRequest;
import org.vigilmesh.proto.v1.ListAlarmsResponse;
import org.vigilmesh.proto.v1.NodeStatus;
import org.vigilmesh.proto.v1.TestAlarmsRequest;
import org.vigilmesh.value.Digest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil alarms}: what someone must see. */
@Command(
    name = "alarms",
    header = {"vigil alarms list", "vigil alarms ack KEY --sign-with a.haddad.key"})
final class Alarms {
  @Command(
      name = "list",
      header = {"vigil alarms list --node xa", "vigil alarms list -o json"})
  void list(@Mixin Options options) {
    try (NodeLink link = NodeLink.to(options)) {
      View view =
          View.list(
              "AlarmList", "key", "code", "peer", "raisedAt", "count", "answeredBy", "detail");
      for (AlarmStatus alarm : open(link)) {
        view.row(
            alarm.getKey(),
            alarm.getCode(),
            alarm.hasPeer() ? Optional.of(alarm.getPeer()) : Optional.empty(),
            NodeLink.at(alarm.getRaisedAt()),
            alarm.getCount(),
            alarm.hasOfficer() ? Optional.of(alarm.getOfficer()) : Optional.empty(),
            alarm.getDetail());
      }
      options.console().show(view);
    }
  }

  private static List<AlarmStatus> open(NodeLink link) {
    return link.ask(
            admin -> admin.listAlarms(ListAlarmsRequest.getDefaultInstance()),
            ListAlarmsResponse::hasFailed,
            ListAlarmsResponse::getFailed)
        .getAlarms()
        .getAlarmsList();
  }

  @Command(
      name = "ack",
      header = {
        "vigil alarms ack KEY --sign-with a.haddad.key",
        "vigil alarms ack KEY --sign-with a.haddad.key --dry-run"
      })
  void ack(
      @Mixin Options options,
      @Mixin Signatories.With with,
      @Mixin Change change,
      @Parameters(paramLabel = "KEY", descriptionKey = "alarmKey") String key) {
    Console console = options.console();
    try (Signatories signatories = with.open(console);
        NodeLink link = NodeLink.to(options)) {
      AlarmStatus shown =
          open(link).stream()
              .filter(alarm -> alarm.getKey().equals(key))
              .findFirst()
              .orElseThrow(() -> CliException.of(Exit.NOT_FOUND, "E-ALARM-UNKNOWN", key));
      if (change.isOnlyPlanned(console, "plan.alarms.ack", key, signatories.names())) {
        return;
      }
      NodeStatus node = NodeCommands.status(link);
      Digest digest =
          Acknowledgement.digest(
              new NodeRef(new NodeId(node.getNode()), node.getEpoch()),
              key,
              Instant.ofEpochMilli(shown.getRaisedAt()),
              shown.getCount());
      AcknowledgeAlarmRequest request =
          AcknowledgeAlarmRequest.newBuilder()
              .setKey(key)
              .setRaisedAt(shown.getRaisedAt())
              .setCount(shown.getCount())
              .setEndorsement(Acts.wire(signatories.author(digest)))
              .build();
      Done done = link.change(admin -> admin.acknowledgeAlarm(request));
      console.done(done.getJournal(), List.copyOf(done.getLinesList()));
    }
  }

  @Command(
      name = "test",
      header = {"vigil alarms test", "vigil alarms test --dry-run"})
  void test(@Mixin Options options, @Mixin Change change) {
    Console console = options.console();
    if (!change.isOnlyPlanned(console, "plan.alarms.test")) {
      try (NodeLink link = NodeLink.to(options)) {
        Done done = link.change(admin -> admin.testAlarms(TestAlarmsRequest.getDefaultInstance()));
        console.done(done.getJournal(), List.copyOf(done.getLinesList()));
      }
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
