package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real nodes in network namespaces of their own: the cable is pulled, then one direction alone
 * swallows everything, each for longer than the silence that ends a link.
 */
final class PartitionedNodesTest {
  private static final boolean ALL = "all".equals(System.getProperty("machine"));
  private static final int CUT_SECONDS = 45;
  private static final String A = "vigil-a";
  private static final String B = "vigil-b";
  private static final String HOST_A = "10.213.77.1";
  private static final String HOST_B = "10.213.77.2";

  @TempDir private Path home;

  @BeforeEach
  void layACable() throws IOException, InterruptedException {
    assumeTrue(ALL, "minutes: ./vigil test -Dtest=PartitionedNodesTest -Dmachine=all");
    boolean isLaid =
        ip("netns add " + A)
            && ip("netns add " + B)
            && ip("link add " + A + " netns " + A + " type veth peer name " + B + " netns " + B)
            && ip("-n " + A + " addr add " + HOST_A + "/24 dev " + A)
            && ip("-n " + B + " addr add " + HOST_B + "/24 dev " + B)
            && ip("-n " + A + " link set lo up")
            && ip("-n " + B + " link set lo up")
            && ip("-n " + A + " link set " + A + " up")
            && ip("-n " + B + " link set " + B + " up");
    assumeTrue(isLaid, "no network namespaces here: they take root and Debian's package iproute2");
  }

  @AfterEach
  void takeItAway() throws IOException, InterruptedException {
    if (ALL) {
      ip("netns del " + A);
      ip("netns del " + B);
    }
  }

  private static boolean ip(String words) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("ip"), Stream.of(words.split(" "))).toList();
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException _) {
      return false; // no such program
    }
  }

  @Test
  void aPulledCableAndAOneWayCutLoseAndDoubleNothing() throws IOException, InterruptedException {
    List<String> namespaces = List.of(A, B);
    try (RealNodes nodes =
            RealNodes.startAt(
                home,
                List.of(HOST_A, HOST_B),
                (number, program) ->
                    program
                        .command()
                        .addAll(0, List.of("ip", "netns", "exec", namespaces.get(number))));
        Traffic there = Traffic.between(nodes.xa(), nodes.xb());
        Traffic back = Traffic.between(nodes.xb(), nodes.xa())) {
      Stream.of(there, back).forEach(Traffic::awaitMore);
      ip("-n " + A + " link set " + A + " down");
      pass();
      ip("-n " + A + " link set " + A + " up");
      Stream.of(there, back).forEach(Traffic::awaitMore);
      ip("-n " + A + " route add blackhole " + HOST_B + "/32");
      pass();
      ip("-n " + A + " route del blackhole " + HOST_B + "/32");
      Stream.of(there, back).forEach(Traffic::awaitMore);
      Told told = Told.of(there, back);
      nodes.verifyJournals();
      nodes.close();
      told.compare(nodes, "a pulled cable and a one-way cut of " + CUT_SECONDS + " s each");
    }
  }

  private static void pass() {
    RealNodes.within(CUT_SECONDS, Optional::empty);
  }
}
