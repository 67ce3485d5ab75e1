package org.vigilmesh.adapter.grpc;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where gRPC's own log goes: to the node's log, with the level that the log's configuration sets
 * for it, instead of the standard error that {@code java.util.logging} would take.
 */
final class LibraryLog extends Handler {
  private static final String LIBRARY = "io.grpc";

  /** Held here because {@code java.util.logging} forgets levels of loggers that nobody holds. */
  private static final List<java.util.logging.Logger> ITS_LOGGERS =
      List.of(
          java.util.logging.Logger.getLogger(LIBRARY),
          java.util.logging.Logger.getLogger("io.grpc.netty"));

  private LibraryLog() {
    setFormatter(new SimpleFormatter());
  }

  /** From now on; a second time takes the place of the first. */
  static LibraryLog follow() {
    java.util.logging.Logger top = ITS_LOGGERS.getFirst();
    top.setUseParentHandlers(false);
    for (Handler one : top.getHandlers()) {
      top.removeHandler(one);
    }
    LibraryLog log = new LibraryLog();
    top.addHandler(log);
    ITS_LOGGERS.forEach(one -> one.setLevel(level(LoggerFactory.getLogger(one.getName()))));
    return log;
  }

  /** The finest records that {@code log} would take: the others are not even made. */
  static Level level(Logger log) {
    if (log.isDebugEnabled()) {
      return Level.ALL;
    }
    if (log.isInfoEnabled()) {
      return Level.INFO;
    }
    return log.isWarnEnabled() ? Level.WARNING : Level.SEVERE;
  }

  @Override
  public void publish(LogRecord record) {
    tell(LoggerFactory.getLogger(String.valueOf(record.getLoggerName())), record);
  }

  void tell(Logger log, LogRecord record) {
    String text = getFormatter().formatMessage(record);
    int level = record.getLevel().intValue();
    if (level >= Level.SEVERE.intValue()) {
      log.error("event=grpc {}", text, record.getThrown());
    } else if (level >= Level.WARNING.intValue()) {
      log.warn("event=grpc {}", text, record.getThrown());
    } else if (level >= Level.INFO.intValue()) {
      log.info("event=grpc {}", text, record.getThrown());
    } else {
      log.debug("event=grpc {}", text, record.getThrown());
    }
  }

  /** The node's log flushes each line. */
  @Override
  public void flush() {}

  @Override
  public void close() {}
}
