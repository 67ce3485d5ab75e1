package org.vigilmesh.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;

/**
 * A content box by box, as on the paper form: coded fields named, free text as it was written.
 * Nothing that is signed is left out but what has no meaning for people (room for later versions).
 */
public final class Boxes {
  private final Words words;
  private final String language;
  private final List<Box> boxes = new ArrayList<>();
  private List<Field> fields = new ArrayList<>();

  /** {@code language} is that of the free text. */
  public Boxes(Words words, String language) {
    this.words = words;
    this.language = language;
  }

  public List<Box> of(Content content) {
    switch (content) {
      case Content.CaseRequest request -> new RequestBoxes(this).write(request);
      case Described described -> {
        described.write(new FieldSink(this));
        end("box.content");
      }
      case Decision decision -> new AnswerBoxes(this).decision(decision);
      case Content.HumanAck ack -> new AnswerBoxes(this).acknowledgement(ack);
      case Content.PreservationConfirmation held -> new AnswerBoxes(this).confirmation(held);
      case Content.ChannelTest test -> {
        line("nonce", test.nonce().hex());
        flag("expects_human_ack", test.expectsHumanAck());
        end("box.content");
      }
      case Content.UnknownContent unknown -> {
        line("code", unknown.contentType().code());
        end("box.content");
      }
    }
    return List.copyOf(boxes);
  }

  Words words() {
    return words;
  }

  void refs(Content.CaseRefs refs) {
    line("file_number", refs.requesting());
    line("our_file_number", refs.requested());
  }

  void code(String label, String list, String code) {
    if (!code.isEmpty()) {
      line(label, CodeNames.of(list, code, words.language()));
    }
  }

  void codes(String label, String list, List<String> codes) {
    codes.forEach(code -> code(label, list, code));
  }

  String name(String list, String code) {
    return CodeNames.of(list, code, words.language());
  }

  void flag(String label, boolean value) {
    line(label, words.of(value ? "yes" : "no"));
  }

  /** A number; nothing for zero, which stands for what was not said. */
  void number(String label, int value) {
    line(label, value == 0 ? "" : Integer.toString(value));
  }

  void time(String label, @Nullable Instant value) {
    line(label, text(value));
  }

  void day(String label, @Nullable LocalDate value) {
    line(label, text(value));
  }

  /** A line of text; nothing for an empty one. */
  void line(String label, String value) {
    if (!value.isEmpty()) {
      fields.add(new Field(label(label), value, false, ""));
    }
  }

  void prose(String label, String value) {
    if (!value.isEmpty()) {
      fields.add(new Field(label(label), value, true, language));
    }
  }

  private String label(String name) {
    String[] parts = name.split(" ", 2);
    String said =
        words
            .find("field." + parts[0])
            .or(() -> new CodeNames(words.language()).find("field", parts[0]))
            .orElse(parts[0]);
    return parts.length == 1 ? said : said + " " + parts[1];
  }

  /** Ends a box; an empty one is not there. */
  void end(String key) {
    if (!fields.isEmpty()) {
      boxes.add(new Box(key, List.copyOf(fields)));
      fields = new ArrayList<>();
    }
  }

  /** A time as officers read it, to the second where there is one. */
  public static String text(@Nullable Instant value) {
    return value == null ? "" : Clocks.second(value);
  }

  public static String text(@Nullable LocalDate value) {
    return Objects.toString(value, "");
  }

  /** What is filled of {@code parts}, on one line. */
  public static String join(String... parts) {
    return String.join(" · ", Stream.of(parts).filter(part -> !part.isBlank()).toList());
  }
}
