package org.vigilmesh.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a command speaks: data to standard output, talk and questions to standard error. */
final class Console {
  private final Surroundings around;
  private final Texts texts;
  private final Format format;
  private final boolean mayAsk;

  Console(Surroundings around, Texts texts, Format format, boolean mayAsk) {
    this.around = around;
    this.texts = texts;
    this.format = format;
    this.mayAsk = mayAsk && around.isTerminal();
  }

  Surroundings around() {
    return around;
  }

  Texts texts() {
    return texts;
  }

  Format format() {
    return format;
  }

  /** Data. */
  void show(View view) {
    PrintWriter out = around.out();
    switch (format) {
      case JSON -> out.println(Json.of(view.json()));
      case NDJSON -> {
        if (view.isList()) {
          view.rows().forEach(row -> out.println(Json.of(row)));
        } else {
          out.println(Json.of(view.json()));
        }
      }
      case CSV -> Csv.print(view, out);
      case TABLE -> new Tables(texts, around.clock().instant(), around.width()).print(view, out);
    }
    out.flush();
  }

  /** Talk: a sentence from the texts. */
  void say(String key, Object... values) {
    line(texts.of(key, values));
  }

  /** Talk: a line as it is. */
  void line(String text) {
    around.err().println(text);
    around.err().flush();
  }

  /** What a change came to, with its journal position where the node gave one. */
  void done(long journal, List<String> lines) {
    lines.forEach(text -> line(Tables.safe(text)));
    if (format == Format.TABLE) {
      say(journal == 0 ? "done" : "done.journal", journal);
    } else {
      show(View.one("Done").field("journal", journal).field("lines", lines));
    }
  }

  /** The steps of a plan that was only asked for. */
  void planned(List<String> steps) {
    if (format == Format.TABLE) {
      steps.forEach(step -> line(Tables.safe(step)));
      say("planned");
    } else {
      show(View.one("Plan").field("lines", steps));
    }
  }

  /** A path as the caller meant it. */
  Path path(Path given) {
    return around.directory().resolve(given);
  }

  /** An answer typed by a person; {@code flag} is what answers it without one. */
  String ask(String flag, String key, Object... values) {
    requirePerson(flag);
    around.err().print(texts.of(key, values) + " ");
    around.err().flush();
    try {
      String line = around.in().readLine();
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A secret typed by a person, not shown; the caller wipes it. */
  char[] askSecret(String flag, String key, Object... values) {
    requirePerson(flag);
    around.err().print(texts.of(key, values) + " ");
    around.err().flush();
    return around.secrets().get();
  }

  private void requirePerson(String flag) {
    if (!mayAsk) {
      throw CliException.of(Exit.INPUT, "E-NO-INPUT", flag);
    }
  }

  /** An error in its four lines, or as JSON where data would be JSON. */
  void complain(CliException error) {
    String what = error.what(texts);
    String why = error.why(texts);
    String next = error.next(texts);
    if (format != Format.TABLE) {
      line(Json.of(json(error, what, why, next)));
      return;
    }
    line(texts.of("error") + ": " + what + " (" + error.code() + ")");
    part("error.why", why);
    error.details(texts).forEach(detail -> line("    - " + Tables.safe(detail)));
    part("error.next", next);
    part("error.more", "vigil explain " + error.code());
  }

  private void part(String label, String text) {
    if (!text.isEmpty()) {
      line("  " + texts.of(label) + " " + text);
    }
  }

  private Map<String, Object> json(CliException error, String what, String why, String next) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "v1");
    object.put("kind", "Error");
    object.put("code", error.code());
    object.put("what", what);
    object.put("why", why);
    object.put("details", error.details(texts));
    object.put("next", next.isEmpty() ? List.of() : List.of(next));
    object.put("retriable", error.exit().isRetriable());
    return object;
  }
}
