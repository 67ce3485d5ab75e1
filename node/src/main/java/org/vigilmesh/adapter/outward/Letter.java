package org.vigilmesh.adapter.outward;

import java.text.MessageFormat;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.value.Urgency;

/** What a mail says of a notice, in one language: all of the notice and nothing else. */
final class Letter {
  private static final String BUNDLE = "org.vigilmesh.adapter.outward.letters";
  private static final List<String> LANGUAGES = List.of("ar", "en", "es", "fr", "ru", "zh");

  private final ResourceBundle texts;

  Letter(String language) {
    this.texts =
        ResourceBundle.getBundle(
            BUNDLE,
            Locale.of(LANGUAGES.contains(language) ? language : "en"),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  String subject(Notice notice) {
    return text(notice.exercise() ? "subject.exercise" : "subject", kind(notice));
  }

  String body(Notice notice) {
    String caseId = notice.caseId().map(CaseId::toString).orElse(text("none"));
    String urgency = notice.urgency().map(Urgency::code).map(code -> text(code)).orElse("–");
    return String.join(
        "\r\n",
        kind(notice),
        "",
        text("case", caseId),
        text("urgency", urgency),
        text("since", notice.since().truncatedTo(ChronoUnit.SECONDS).toString()),
        "",
        text(notice.exercise() ? "end.exercise" : "end"),
        "");
  }

  private String kind(Notice notice) {
    String name = "kind." + notice.kind();
    return texts.containsKey(name) ? text(name) : text("kind", notice.kind());
  }

  private String text(String name, Object... values) {
    return new MessageFormat(texts.getString(name), Locale.ROOT).format(values);
  }
}
