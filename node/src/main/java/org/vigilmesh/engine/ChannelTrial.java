package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.journal.JournalEntry;
import org.vigilmesh.journal.JournalKind;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Administration.Failure;
import org.vigilmesh.port.Outward;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Outward.Told;
import org.vigilmesh.value.Digest;

/** A test notice over each channel, on the thread of whoever asks, which waits. */
final class ChannelTrial {
  private final Engine engine;
  private final Ports ports;
  private final SecondChannel second;

  ChannelTrial(Engine engine, Ports ports, SecondChannel second) {
    this.engine = engine;
    this.ports = ports;
    this.second = second;
  }

  Done run(String by) {
    Outward outward = ports.outward();
    if (outward.channels().isEmpty()) {
      return Admin.failed(
          Failure.NOT_FOUND,
          "E-OUTWARD-NONE",
          "no channel is configured over which anybody would be called",
          "vigil explain E-OUTWARD-NONE");
    }
    Notice notice = engine.ask((memory, turn) -> notice(turn));
    List<String> lines = new ArrayList<>();
    boolean isWhole = true;
    long entry = 0;
    for (String channel : outward.channels()) {
      Told told = outward.tell(channel, notice);
      String line = channel + ": " + words(told);
      lines.add(line);
      isWhole &= told instanceof Told.Taken;
      entry =
          engine.ask(
              (memory, turn) -> {
                second.heard(turn, channel, told);
                return turn.journal(
                    JournalEntry.of(JournalKind.ADMIN_ACTED, turn.at(), by)
                        .withDetail("test of the channel " + line));
              });
    }
    return isWhole
        ? new Done.Ok(entry, lines)
        : Admin.failed(
            Failure.NEGATIVE, "E-OUTWARD-FAILED", String.join("; ", lines), "vigil alarms list");
  }

  private Notice notice(Turn turn) {
    return new Notice(
        new Digest(ports.entropy().take(Digest.SIZE)),
        "N-OUTWARD-TEST",
        Optional.empty(),
        Optional.empty(),
        true,
        turn.at());
  }

  private static String words(Told told) {
    return switch (told) {
      case Told.Taken() -> "taken";
      case Told.Failed(String why) -> why;
    };
  }
}
