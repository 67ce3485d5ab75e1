package org.vigilmesh.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigilmesh.config.NodeConfig.Listen;
import org.vigilmesh.identity.KeySet.Endpoint;
import org.vigilmesh.value.InvalidValue;

/** How single values of a configuration are written; each refuses by {@link InvalidValue}. */
public final class Readers {
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h|d)");
  private static final Pattern HOST_PORT = Pattern.compile("(.+):([0-9]{1,5})");

  private Readers() {}

  /** {@code 20s}, {@code 5m}, {@code 8h}, {@code 2d}, {@code 250ms}. */
  public static Duration duration(String text) {
    Matcher form = DURATION.matcher(text.strip());
    InvalidValue.unless(form.matches(), "a number with ms, s, m, h or d");
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** {@code host:port}; an IPv6 address stands in brackets. */
  public static Endpoint endpoint(String text) {
    Matcher form = HOST_PORT.matcher(text.strip());
    InvalidValue.unless(form.matches(), "host:port");
    return new Endpoint(host(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** As {@link #endpoint}; port 0 lets the system choose. */
  static Listen listen(String text) {
    Matcher form = HOST_PORT.matcher(text.strip());
    InvalidValue.unless(form.matches(), "host:port");
    int port = Integer.parseInt(form.group(2));
    String host = host(form.group(1));
    new Endpoint(host, Math.max(1, port));
    return new Listen(host, port);
  }

  private static String host(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }

  public static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new InvalidValue("path", e);
    }
  }

  /** Any text that is not blank. */
  public static String text(String text) {
    InvalidValue.unless(!text.isBlank(), "text");
    return text.strip();
  }

  /** {@code true} or {@code false}. */
  public static boolean flag(String text) {
    InvalidValue.unless(text.equals("true") || text.equals("false"), "true or false");
    return text.equals("true");
  }
}
