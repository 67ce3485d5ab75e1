package org.vigilmesh.sheet;

import java.util.List;
import org.vigilmesh.message.Content;
import org.vigilmesh.request.CaseForm;
import org.vigilmesh.value.Check;

/**
 * A field of a form, as its content describes it.
 *
 * @param codes of a choice; empty for other kinds
 * @param fields of a record inside, or of each row of a list
 */
public record Shape(String name, Kind kind, List<String> codes, List<Shape> fields) {
  public Shape {
    codes = List.copyOf(codes);
    fields = List.copyOf(fields);
  }

  /** What can be filled into a field. */
  enum Kind {
    CODE,
    LINE,
    PROSE,
    FLAG,
    NUMBER,
    TIME,
    DAY,
    ACT,
    /** The act that is answered. */
    REPLY,
    DIGEST,
    CHOICE,
    CODES,
    LINES,
    PROSES,
    /** A record that may be left out. */
    PART,
    GROUP,
    /** Rows of a record. */
    PARTS
  }

  /** The fields of a form, in their order. */
  public static List<Shape> of(CaseForm form) {
    ShapeSource source = new ShapeSource();
    Content empty = form.read().apply(source);
    Check.that(empty.contentType() == form.type(), "a form reads its own type");
    return source.fields();
  }
}
