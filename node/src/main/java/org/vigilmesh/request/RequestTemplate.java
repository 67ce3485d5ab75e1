package org.vigilmesh.request;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigilmesh.value.Check;

/** What a request file begins from: every field with its meaning, or an example filled in. */
public final class RequestTemplate {
  /** A date or time relative to now, such as {@code @{day+47}} or {@code @{time-3}}, in days. */
  private static final Pattern RELATIVE = Pattern.compile("@\\{(day|time)([+-]\\d{1,4})\\}");

  private RequestTemplate() {}

  /** Every field, commented, most of them empty. */
  public static String blank() {
    return resource("template.yaml");
  }

  /** The requests that begin a case. */
  public enum Type {
    PRESERVATION_REQUEST("example.yaml"),
    EMERGENCY_DATA_REQUEST("emergency.yaml"),
    TRAFFIC_DISCLOSURE_REQUEST("traffic.yaml");

    private final String resource;

    Type(String resource) {
      this.resource = resource;
    }
  }

  /** Avalon asks Borduria: an exercise without any error, with dates around {@code now}. */
  public static String example(Instant now) {
    return example(Type.PRESERVATION_REQUEST, now);
  }

  /** The same of any type. */
  public static String example(Type type, Instant now) {
    return dated(type.resource, now);
  }

  /** The demo's request: Avalon asks Borduria to keep one account's traffic data. */
  public static String demo(Instant now) {
    return dated("demo.yaml", now);
  }

  /** An example of the message with this code, such as {@code location_query.answer}. */
  public static Optional<String> message(String code, Instant now) {
    String all = resource("messages.txt");
    String head = "=== " + code + "\n";
    int start = all.indexOf(head);
    if (start < 0) {
      return Optional.empty();
    }
    int end = all.indexOf("=== ", start + head.length());
    return Optional.of(
        relative(all.substring(start + head.length(), end < 0 ? all.length() : end), now));
  }

  /**
   * An example with some lines changed, for the demo: a message's code, or {@code whole}, {@code
   * emergency}, {@code traffic} or {@code example}.
   */
  public static String changed(String name, Map<String, String> values, Instant now) {
    String text = message(name, now).orElseGet(() -> dated(name + ".yaml", now));
    for (Map.Entry<String, String> value : values.entrySet()) {
      Pattern line =
          Pattern.compile(
              "(?m)^(\\s*(?:- )?)" + Pattern.quote(value.getKey()) + ":(?: .*)?$(?:\\n +- .*$)*");
      Matcher matcher = line.matcher(text);
      String said = value.getKey() + ": " + value.getValue();
      text =
          matcher.find()
              ? matcher.replaceFirst(Matcher.quoteReplacement(matcher.group(1) + said))
              : text + said + "\n";
    }
    return relative(text, now);
  }

  /** A text with its dates relative to {@code now} filled in. */
  public static String relative(String text, Instant now) {
    Matcher matcher = RELATIVE.matcher(text);
    return matcher.replaceAll(
        match -> {
          Instant at = now.plus(Duration.ofDays(Long.parseLong(match.group(2))));
          return match.group(1).equals("day")
              ? LocalDate.ofInstant(at, ZoneOffset.UTC).toString()
              : at.truncatedTo(ChronoUnit.HOURS).toString();
        });
  }

  private static String dated(String name, Instant now) {
    return relative(resource(name), now);
  }

  private static String resource(String name) {
    try (InputStream in = RequestTemplate.class.getResourceAsStream(name)) {
      Check.that(in != null, name + " is part of the program");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
