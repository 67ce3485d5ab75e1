package org.vigilmesh.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Disclosure.Hop;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.value.Urgency;

/** The request to the next State: a file that can be sent, and what stands in it. */
final class ChainedRequestTest {
  private static final Instant NOW = Instant.parse("2031-03-04T02:58:00Z");
  private static final Hop THERE = new Hop("Example \"Relay\": x", "XC", "transit");

  private static RequestDraft read(String text) {
    return Readings.signable(
            RequestFile.read(text, Enclosures.beside(Path.of("")), NOW, RequestFile.Known.NOTHING))
        .draft();
  }

  private static ChainedRequest chained(
      RequestTemplate.Type type, boolean mayPassOn, List<String> standing) {
    RequestDraft first = read(RequestTemplate.example(type, NOW));
    return new ChainedRequest(
        first.content(),
        new ChainedRequest.Frame(
            NodeId.typed("XA"), MessageFixtures.CASE_ID, first.urgency(), true, first.language()),
        NodeId.typed("XC"),
        List.of(new Hop("Example Mail", "XB", "origin"), THERE),
        mayPassOn,
        standing,
        NOW);
  }

  @ParameterizedTest
  @EnumSource(RequestTemplate.Type.class)
  void whatIsWrittenCanBeSentAndSaysWhatTheFirstRequestSaid(RequestTemplate.Type type) {
    Content.CaseRequest first = read(RequestTemplate.example(type, NOW)).content();
    RequestDraft next = read(chained(type, true, List.of("UNCC", "BUD")).text());
    Content.CaseRequest second = next.content();
    assertEquals(first.contentType(), second.contentType());
    assertEquals(first.matter().offences(), second.matter().offences());
    assertEquals(first.matter().factsSummary(), second.matter().factsSummary());
    assertEquals(first.wanted().dataItems(), second.wanted().dataItems());
    assertEquals(first.wanted().relations(), second.wanted().relations());
    assertEquals(first.need(), second.need());
    assertEquals(first.terms().handling(), second.terms().handling());
    assertEquals(first.terms().confidential(), second.terms().confidential());
    assertEquals(first.filing().bases(), second.filing().bases());
    assertEquals("xc", next.recipient().text());
    assertEquals(MessageFixtures.CASE_ID, next.stated().chainedFrom());
    assertTrue(next.exercise());
  }

  @Test
  void theProviderThatIsThereIsNamedAndTheFirstStateIsNot() {
    String text = chained(RequestTemplate.Type.PRESERVATION_REQUEST, true, List.of("UNCC")).text();
    List<RequestPart.Custodian> custodians = read(text).content().wanted().custodians();
    assertEquals(
        List.of(THERE.provider()), custodians.stream().map(RequestPart.Custodian::name).toList());
    assertEquals("XC", read(text).content().wanted().systemLocation().country());
    assertFalse(text.contains("XB") || text.contains("Example Mail"), text);
    assertEquals(List.of(), read(text).content().filing().previous());
  }

  @Test
  void whatWasDisclosedUnderPriorAuthorisationIsNotPassedOn() {
    String text = chained(RequestTemplate.Type.PRESERVATION_REQUEST, false, List.of("UNCC")).text();
    assertTrue(read(text).content().wanted().custodianUnknown());
    assertNull(read(text).content().wanted().systemLocation());
    assertFalse(text.contains("Relay"), text);
    assertTrue(text.contains("V69"), text);
  }

  @Test
  void aBasisThatDoesNotStandIsReplacedOrAskedAgain() {
    String other = chained(RequestTemplate.Type.PRESERVATION_REQUEST, true, List.of("BUD")).text();
    assertTrue(other.contains("code: \"BUD\""), other);
    assertTrue(other.contains("treaty: \"BUD\""), other);
    String none = chained(RequestTemplate.Type.PRESERVATION_REQUEST, true, List.of()).text();
    assertFalse(none.contains("treaty_basis"), none);
    assertTrue(none.contains("vigil law show"), none);
  }

  @Test
  void aDateThatHasPassedIsAskedAgain() {
    RequestDraft first = read(RequestTemplate.example(NOW));
    LocalDate expected = first.content().need().mlaIntention().expectedBy();
    String late =
        new ChainedRequest(
                first.content(),
                new ChainedRequest.Frame(
                    NodeId.typed("XA"), MessageFixtures.CASE_ID, Urgency.URGENT, true, "en"),
                NodeId.typed("XC"),
                List.of(),
                true,
                List.of("UNCC"),
                expected.plusDays(1).atStartOfDay(java.time.ZoneOffset.UTC).toInstant())
            .text();
    assertFalse(late.contains(expected.toString()), late);
    assertTrue(late.contains("# mla_intention.expected_by"), late);
  }
}
