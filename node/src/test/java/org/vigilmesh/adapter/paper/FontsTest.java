package org.vigilmesh.adapter.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigilmesh.SourceTree;

/** Our fonts have every letter that our texts have, on paper and in a browser. */
final class FontsTest {
  private static final String ASSETS = "node/src/main/resources/org/vigilmesh/adapter/desk/assets/";

  private final SourceTree tree = SourceTree.here();
  private final Fonts fonts = new Fonts();

  @TestFactory
  Stream<DynamicTest> everyCharacterOfOurTextsHasAGlyph() {
    List<Path> bundles =
        tree.ending(".properties")
            .filter(
                file -> file.toString().matches(".*src/main/resources/.*_(en|fr|es|ru|zh|ar).*"))
            .toList();
    assertTrue(bundles.size() >= 42, bundles::toString);
    return bundles.stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> check(tree.text(file))));
  }

  private void check(String text) {
    assertEquals(
        new TreeSet<>(),
        text.codePoints()
            .filter(point -> point > ' ' && !fonts.has(point))
            .mapToObj("U+%04X"::formatted)
            .collect(Collectors.toCollection(TreeSet::new)),
        "widen the fonts, see docs/FONTS.md");
  }

  @Test
  void theSignsOfTheFiveAcknowledgementsHaveGlyphs() {
    "→◌○◉✔◐■".codePoints().forEach(sign -> assertTrue(fonts.has(sign), Integer.toHexString(sign)));
  }

  @Test
  void theStylesNameEachFontThatIsServed() {
    String styles = tree.text(Path.of(ASSETS + "desk.css"));
    List<Path> served =
        tree.ending(".woff2").filter(file -> file.toString().startsWith(ASSETS)).toList();
    assertEquals(6, served.size(), served::toString);
    for (Path file : served) {
      assertTrue(styles.contains("url(\"" + file.getFileName() + "\")"), file::toString);
    }
  }
}
