package org.vigilmesh;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Two hundred texts that want to be something else: markup, script, formulas, other directions. */
public final class HostileText {
  private static final List<String> SEEDS =
      List.of(
          "<script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "<svg/onload=alert(1)>",
          "<iframe src=javascript:alert(1)></iframe>",
          "javascript:alert(1)",
          "<a href=javascript:alert(1)>call</a>",
          "<style>*{display:none}</style>",
          "<!-- never ends",
          "</dd></dl></section></main>",
          "]]><![CDATA[",
          "${model.frame().token()}",
          "@raw(value)",
          "{0} {1} {2}",
          "'{0}'",
          "%s%n%d",
          "=HYPERLINK(\"http://localhost\")",
          "; DROP TABLE cases; --",
          "\u202Egnp.exe",
          "\u2066left\u2069 \u2067right\u2069",
          "a\u200Bb\u200Cc\u200Dd",
          "\uFEFFbegins with a mark",
          "x\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "\uD800\uDC00 beyond the first plane",
          "&lt;b&gt; &amp;amp; &#x3C;script&#x3E;");

  private HostileText() {}

  /** Each seed by itself and seven times dressed up, all distinct. */
  public static List<String> all() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < SEEDS.size(); i++) {
      String seed = SEEDS.get(i);
      all.add("h" + i + "a " + seed);
      all.add("h" + i + "b \"" + seed + "\"");
      all.add("h" + i + "c '" + seed + "'");
      all.add("h" + i + "d \"><" + seed);
      all.add("h" + i + "e --></textarea></title>" + seed);
      all.add("h" + i + "f " + seed + seed);
      all.add("h" + i + "g \" autofocus onfocus=alert(1) x=\"" + seed);
      all.add("h" + i + "h `" + seed + "\\");
    }
    return all;
  }

  /** The same as a JSON list. */
  public static String json() {
    return all().stream()
        .map(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
