package org.vigilmesh.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.FullContents;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.Texts;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** What officers read before they sign. */
final class ReviewSheetTest {
  /** What the case around it shows, and room for later versions. */
  private static final Set<String> ELSEWHERE = Set.of("inReplyTo", "extensions");

  private static final ResourceBundle CODES =
      ResourceBundle.getBundle(
          "org.vigilmesh.message.codes",
          Locale.ENGLISH,
          ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

  static Stream<Content> contents() {
    return Stream.concat(
        Stream.of(
            MessageFixtures.fullRequest(),
            MessageFixtures.fullDecision(),
            MessageFixtures.ack(),
            MessageFixtures.confirmation(),
            MessageFixtures.channelTest()),
        Arrays.stream(ContentForm.values()).map(FullContents::of));
  }

  private static ReviewSheet sheet(Content content, String language) {
    Words words = Words.in(language);
    return new ReviewSheet("I sign.", List.of(), new Boxes(words, "en").of(content), words);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everythingThatIsSignedIsShown(Content content) {
    String text = sheet(content, "en").text();
    List<String> missing = new ArrayList<>();

    collectMissing(content, content.contentType().code(), text, missing);

    assertEquals(List.of(), missing, text);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void everyFieldHasANameInEveryLanguage(Content content) {
    for (String language : Texts.LANGUAGES) {
      for (Box box : sheet(content, language).boxes()) {
        for (Field field : box.fields()) {
          String name = field.label();
          assertTrue(name.codePoints().noneMatch(c -> c == '_'), language + " " + name);
          boolean isNamed = !name.equals(name.toLowerCase(Locale.ROOT)) || !isLatin(name);
          assertTrue(isNamed, () -> language + ": a field without a name: " + name);
        }
      }
    }
  }

  private static boolean isLatin(String text) {
    return text.codePoints().allMatch(c -> c < 0x250);
  }

  @ParameterizedTest
  @MethodSource("contents")
  void anotherLanguageIsAnotherText(Content content) {
    assertNotEquals(sheet(content, "en").digest(), sheet(content, "fr").digest());
    assertEquals(sheet(content, "en").digest(), sheet(content, "en").digest());
  }

  /** Walks {@code value} down to its texts, numbers, days and times. */
  private static void collectMissing(Object value, String path, String text, List<String> into) {
    switch (value) {
      case null -> {
        // not said
      }
      case String said -> say(said, path, text, into);
      case Enum<?> choice -> say(ContentForm.code(choice), path, text, into);
      case Instant at -> say(Clocks.second(at), path, text, into);
      case Digest digest -> say(digest.hex(), path, text, into);
      case Bytes bytes -> say(bytes.hex(), path, text, into);
      case ActId act -> say(act.toString(), path, text, into);
      case List<?> all -> all.forEach(one -> collectMissing(one, path, text, into));
      case Boolean _ -> {
        // a tick stands beside its field
      }
      case Integer number -> say(number == 0 ? "" : number.toString(), path, text, into);
      case Record record -> components(record, path, text, into);
      default -> say(value.toString(), path, text, into);
    }
  }

  private static void components(Record record, String path, String text, List<String> into) {
    for (RecordComponent one : record.getClass().getRecordComponents()) {
      if (!ELSEWHERE.contains(one.getName())) {
        try {
          one.getAccessor().setAccessible(true);
          Object inner = one.getAccessor().invoke(record);
          collectMissing(inner, path + "." + one.getName(), text, into);
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(path, e);
        }
      }
    }
  }

  private static void say(String said, String path, String text, List<String> missing) {
    if (!text.contains(said) && !isNamed(said, text)) {
      missing.add(path + " = " + said);
    }
  }

  /** Whether {@code code} is shown by a name that a list gives it. */
  private static boolean isNamed(String code, String text) {
    String end = "." + code.toLowerCase(Locale.ROOT);
    return CODES.keySet().stream()
        .filter(key -> key.endsWith(end))
        .anyMatch(key -> text.contains(CODES.getString(key)));
  }
}
