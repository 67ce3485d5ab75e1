package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** gRPC's records in the node's log. */
final class LibraryLogTest {
  private static final List<String> LEVELS = List.of("Error", "Warn", "Info", "Debug");

  private final List<String> lines = new ArrayList<>();

  /** A log that takes {@code least} and what is worse, and keeps what it is told. */
  private org.slf4j.Logger log(String least) {
    return (org.slf4j.Logger)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {org.slf4j.Logger.class},
            (_, method, values) -> {
              String name = method.getName();
              if (name.startsWith("is")) {
                String level = name.substring(2).replace("Enabled", "");
                return LEVELS.contains(level) && LEVELS.indexOf(level) <= LEVELS.indexOf(least);
              }
              lines.add(name + " " + List.of(values));
              return null;
            });
  }

  @Test
  void recordsThatTheNodesLogWouldDropAreNotEvenMade() {
    Map<String, Level> expected =
        Map.of(
            "Error", Level.SEVERE, "Warn", Level.WARNING, "Info", Level.INFO, "Debug", Level.ALL);
    expected.forEach((least, level) -> assertSame(level, LibraryLog.level(log(least)), least));
  }

  @Test
  void eachRecordKeepsItsSeverityItsTextAndItsCause() {
    LibraryLog bridge = LibraryLog.follow();
    IllegalStateException cause = new IllegalStateException("broken");
    for (Level level : List.of(Level.SEVERE, Level.WARNING, Level.INFO, Level.FINE)) {
      LogRecord record = new LogRecord(level, "Transport of {0} failed");
      record.setParameters(new Object[] {"xb"});
      record.setThrown(cause);
      bridge.tell(log("Debug"), record);
    }
    String told = " [event=grpc {}, Transport of xb failed, " + cause + "]";

    assertEquals(List.of("error" + told, "warn" + told, "info" + told, "debug" + told), lines);
  }

  @Test
  void grpcDoesNotWriteToStandardErrorAndSpeaksOnlyOnce() {
    LibraryLog.follow();
    LibraryLog last = LibraryLog.follow();
    Logger grpc = Logger.getLogger("io.grpc");

    assertFalse(grpc.getUseParentHandlers());
    assertEquals(List.of(last), List.of(grpc.getHandlers()));
    assertSame(
        LibraryLog.level(org.slf4j.LoggerFactory.getLogger("io.grpc.netty")),
        Logger.getLogger("io.grpc.netty").getLevel());
  }
}
