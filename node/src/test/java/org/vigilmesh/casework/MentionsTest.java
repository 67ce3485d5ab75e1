package org.vigilmesh.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.FullContents;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.value.Bytes;

/** What cases are found by: written one way or another, in whatever message it stands. */
final class MentionsTest {
  @ParameterizedTest
  @CsvSource({
    "A.Name@Example.ORG, a.name@example.org",
    "+386 (1) 555-01.23, +38615550123",
    "2001:DB8::0:1, 2001:db8:0:0:0:0:0:1",
    "2001:0db8::1, 2001:db8::1",
    "::1, 0:0:0:0:0:0:0:1",
    "bank.example., bank.example",
    "'ＡＢＣ１２３', abc123",
    "192.0.2.7, ' 192.0.2.7 '",
  })
  void twoWaysOfWritingAnIdentifierAreOne(String one, String other) {
    assertEquals(Mentions.identifier(other), Mentions.identifier(one));
  }

  @ParameterizedTest
  @CsvSource({
    "a.name@example.org, aname@example.org",
    "192.0.2.17, 192.0.21.7",
    "2001:db8::1, 2001:db8::1:0",
    "20:01:db:80:00:01, 20:01:db:80:00:10",
  })
  void identifiersThatDifferAreTwo(String one, String other) {
    assertNotEquals(Mentions.identifier(other), Mentions.identifier(one));
  }

  @Test
  void anIdentifierIsNoReference() {
    assertNotEquals(Mentions.identifier("xa-1"), Mentions.reference("XA-1"));
    assertEquals(Mentions.reference("xa-1"), Mentions.reference(" XA-1"));
  }

  private static Set<Bytes> of(Content content) {
    Act act = MessageFixtures.act(content);
    return Mentions.of(act);
  }

  @Test
  void everyIdentifierAndFileNumberOfARequestIsMentioned() {
    PreservationRequest request = MessageFixtures.request();
    Set<Bytes> found = of(request);
    for (DataItem item : request.wanted().dataItems()) {
      for (DataItem.Identifier one : item.identifiers()) {
        assertTrue(found.contains(Mentions.identifier(one.value())), one.value());
      }
    }
    assertTrue(found.contains(Mentions.reference("XA-2031-0417")));
  }

  @Test
  void everyMessageIsFoundByTheFileNumbersThatItNames() {
    for (Content content : FullContents.all()) {
      Set<Bytes> found = of(content);
      for (String number :
          List.of(content.caseRefs().requesting(), content.caseRefs().requested())) {
        assertTrue(
            number.isEmpty() || found.contains(Mentions.reference(number)),
            content.contentType().code());
      }
    }
  }

  @Test
  void emptyFieldsMentionNothing() {
    assertEquals(Set.of(), of(new Content.UnknownContent("later", 1, Bytes.EMPTY)));
  }
}
