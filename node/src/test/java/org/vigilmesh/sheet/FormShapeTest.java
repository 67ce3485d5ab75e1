package org.vigilmesh.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.vigilmesh.message.Texts;
import org.vigilmesh.request.CaseActs;
import org.vigilmesh.request.CaseForm;
import org.vigilmesh.value.Digest;

/** The forms of all messages, as their contents describe them. */
final class FormShapeTest {
  @Test
  void everyFieldOfEveryFormHasANameInSixLanguages() {
    TreeSet<String> nameless = new TreeSet<>();
    for (String language : Texts.LANGUAGES) {
      for (CaseForm form : CaseForm.all()) {
        Choices choices =
            new Choices(form, Words.in(language), new CaseActs(List.of()), _ -> Digest.ZERO);
        collect(Shape.of(form), "", choices, nameless, language);
      }
    }
    assertEquals(List.of(), List.copyOf(nameless));
  }

  private static void collect(
      List<Shape> shapes, String before, Choices choices, TreeSet<String> into, String language) {
    for (Shape shape : shapes) {
      String path = before + shape.name();
      if (choices.label(path).equals(shape.name()) && !path.equals("attachments")) {
        into.add(language + " " + shape.name());
      }
      if (!path.equals("attachments")) {
        collect(shape.fields(), path + ".", choices, into, language);
      }
    }
  }
}
