package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.message.Rule;
import org.vigilmesh.signal.Signal;

/** {@code vigil explain} of rules and facts; of error codes it is asked in ConsoleTest. */
final class ExplainTest {
  @TempDir private Path home = Path.of("");

  private void isExplained(String code) {
    for (String language : Texts.LANGUAGES) {
      Runs.Result told = Runs.in(home).run("explain", code, "--lang", language);
      assertEquals(0, told.code(), told.err());
      for (String part : List.of("what", "next", "citation")) {
        String text = told.field(part);
        assertFalse(text.startsWith("(no field") || text.equals("-"), code + " " + part);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Rule.class)
  void everyRuleIsExplainedWithWhatItRestsOn(Rule rule) {
    isExplained(rule.name());
  }

  @ParameterizedTest
  @EnumSource(Signal.class)
  void everyFactIsExplained(Signal signal) {
    isExplained(signal.name());
  }

  @Test
  void aRuleSaysWhetherANamedPersonMaySetItAside() {
    Runs.Result ground = Runs.in(home).run("explain", "v50");
    assertEquals("warning, --override", ground.field("severity"));
    assertEquals("PRES-REFUSE: UNCC 42(6)‡ · BUD 29(5)‡", ground.field("citation"));
    assertEquals("error", Runs.in(home).run("explain", "V51").field("severity"));
    assertEquals("DESIGN", Runs.in(home).run("explain", "V02").field("citation"));
  }

  @Test
  void withoutACodeEveryRuleAndFactIsListed() {
    String all = Runs.in(home).run("explain").out();
    for (String code : List.of("E-NODE-DOWN", "V01", "V72", "SHARED_IDENTIFIERS")) {
      assertTrue(all.lines().anyMatch(line -> line.startsWith(code + "\t")), code);
    }
  }
}
