package org.vigilmesh.cli;

import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil explain}: what an error code means and what to do about it. */
@Command(
    name = "explain",
    header = {"vigil explain E-NODE-DOWN", "vigil explain"})
final class Explain implements Runnable {
  @Mixin private Options options = new Options();

  @Parameters(arity = "0..1", paramLabel = "CODE", descriptionKey = "code")
  private String code = "";

  @Override
  public void run() {
    Console console = options.console();
    Texts texts = console.texts();
    if (code.isEmpty()) {
      View list = View.list("ErrorCodeList", "code", "what");
      texts.codes().forEach(known -> list.row(known, part(texts, known, "what")));
      console.show(list);
      return;
    }
    String asked = code.toUpperCase(Locale.ROOT);
    if (!texts.codes().contains(asked)) {
      throw CliException.of(Exit.NOT_FOUND, "E-CODE-UNKNOWN", asked);
    }
    console.show(
        View.one("ErrorCode")
            .field("code", asked)
            .field("what", part(texts, asked, "what"))
            .field("why", part(texts, asked, "why"))
            .field("next", part(texts, asked, "next")));
  }

  private static String part(Texts texts, String code, String part) {
    return texts.error(code, part, "…", "…", "…", "…");
  }
}
