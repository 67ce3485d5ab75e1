package org.vigilmesh.cli;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.proto.v1.CountRequest;
import org.vigilmesh.proto.v1.CountResponse;
import org.vigilmesh.proto.v1.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil statistics}: numbers without cases, persons or States in them. */
@Command(
    name = "statistics",
    header = {
      "vigil statistics --from 2031-01-01 --to 2032-01-01",
      "vigil statistics --from 2031-01-01 --to 2031-04-01 -o csv"
    })
final class Statistics implements Runnable {
  @Mixin private Options options = new Options();

  @Option(names = "--from", paramLabel = "TIME", required = true, descriptionKey = "statisticsFrom")
  private Instant from = Instant.EPOCH;

  @Option(names = "--to", paramLabel = "TIME", required = true, descriptionKey = "statisticsTo")
  private Instant to = Instant.EPOCH;

  @Option(names = "--exercises", descriptionKey = "exercises")
  private boolean isOfExercises;

  @Override
  public void run() {
    Console console = options.console();
    CountRequest request =
        CountRequest.newBuilder()
            .setFrom(from.toEpochMilli())
            .setTo(to.toEpochMilli())
            .setExercises(isOfExercises)
            .build();
    View view = View.list("Statistics", "measure", "value", "count");
    try (NodeLink link = NodeLink.to(options)) {
      link.look(
              register -> register.count(request),
              CountResponse::hasFailed,
              CountResponse::getFailed)
          .getCounts()
          .getCountsList()
          .forEach(one -> view.row(one.getMeasure(), one.getValue(), count(one)));
    }
    console.show(view);
    console.say("statistics.small");
  }

  private static Optional<Long> count(Counted one) {
    return one.hasCount() ? Optional.of(one.getCount()) : Optional.empty();
  }
}
