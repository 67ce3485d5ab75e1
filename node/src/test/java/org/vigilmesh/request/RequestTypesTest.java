package org.vigilmesh.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.vigilmesh.request.Reading.Signable;
import org.vigilmesh.request.RequestFile.Known;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The types of request that a file may hold, and what it may leave to its case. */
final class RequestTypesTest {
  private static final Instant NOW = Instant.parse("2031-03-04T10:00:00Z");
  private static final String EXAMPLE = RequestTemplate.example(NOW);

  private static Reading<RequestDraft> read(String text) {
    return RequestFile.read(text, Enclosures.beside(Path.of("")), NOW, Known.NOTHING);
  }

  private static List<String> problems(String text) {
    return Readings.problems(read(text));
  }

  @Test
  void theExampleOfEachTypeIsThatTypeWithoutAnyError() {
    for (RequestTemplate.Type type : RequestTemplate.Type.values()) {
      String text = RequestTemplate.example(type, NOW);
      Signable<RequestDraft> readable = Readings.signable(read(text));
      assertEquals(List.of(), readable.warnings(), type.name());
      String code = readable.draft().content().contentType().code();
      assertEquals(type.name(), code.toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void anAmendmentTakesFromItsCaseWhatItAmends() {
    String text =
        EXAMPLE.replace(
            "request_status: new", "request_status: amendment\namended_fields: [facts_summary]");
    RequestFile.Earlier earlier = new RequestFile.Earlier(Digest.sha256(Bytes.utf8("act")), "case");
    Reading<RequestDraft> reading =
        RequestFile.read(text, Enclosures.beside(Path.of("")), NOW, Known.after(earlier));
    var filing = Readings.signable(reading).draft().content().filing();
    assertEquals(earlier.digest(), filing.amends());
    assertEquals("case", filing.previous().getFirst().reference());
    assertEquals(
        List.of("V02 amended_fields"),
        problems(EXAMPLE.replace("request_status: new", "request_status: amendment")));
  }
}
