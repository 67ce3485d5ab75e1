package org.vigilmesh.cli;

import java.util.Locale;
import java.util.Optional;
import org.vigilmesh.message.Citation;
import org.vigilmesh.message.Rule;
import org.vigilmesh.signal.Signal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vigil explain}: what an error code, a rule or a fact means and what to do about it. */
@Command(
    name = "explain",
    header = {"vigil explain E-NODE-DOWN", "vigil explain V50"})
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
      for (Rule rule : Rule.values()) {
        list.row(rule.name(), ruleTexts(texts).text(rule + ".what"));
      }
      for (Signal signal : Signal.values()) {
        list.row(signal.name(), signal.what(texts.language()));
      }
      console.show(list);
      return;
    }
    String asked = code.toUpperCase(Locale.ROOT);
    Optional<View> known =
        Rule.find(asked)
            .map(rule -> view(rule, texts))
            .or(() -> Signal.find(asked).map(signal -> view(signal, texts)));
    if (known.isPresent()) {
      console.show(known.get());
      return;
    }
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

  private static org.vigilmesh.message.Texts ruleTexts(Texts texts) {
    return org.vigilmesh.message.Texts.in(texts.language());
  }

  /** A rule with the code and the paragraphs of what it rests on. */
  private static View view(Rule rule, Texts texts) {
    String severity = rule.severity().name().toLowerCase(Locale.ROOT);
    return View.one("Rule")
        .field("code", rule.name())
        .field("severity", rule.isOverridable() ? severity + ", --override" : severity)
        .field("what", ruleTexts(texts).text(rule + ".what"))
        .field("next", ruleTexts(texts).text(rule + ".do"))
        .field("citation", cited(rule.citation()));
  }

  private static String cited(String citation) {
    String paragraphs = Citation.find(citation).map(Citation::shown).orElse(citation);
    return paragraphs.equals(citation) ? citation : citation + ": " + paragraphs;
  }

  private static View view(Signal signal, Texts texts) {
    return View.one("Signal")
        .field("code", signal.name())
        .field("what", signal.what(texts.language()))
        .field("next", signal.remedy(texts.language()))
        .field("citation", "DESIGN");
  }

  private static String part(Texts texts, String code, String part) {
    return texts.error(code, part, "…", "…", "…", "…");
  }
}
