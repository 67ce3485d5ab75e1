package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.Inquiry;
import org.vigilmesh.proto.v1.SubmitRequest;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** Every message of a case as a file: shown, changed, signed and sent. */
final class CaseMessagesTest {
  private final OpenRequest request = new OpenRequest();

  @AfterEach
  void close() {
    request.close();
  }

  private String template(String code) {
    Runs.Result shown = request.scene.run("case", "template", code);
    assertEquals(0, shown.code(), shown.err());
    return shown.out();
  }

  private void file(String text) throws IOException {
    Files.writeString(request.scene.home().resolve("m.yaml"), text);
  }

  @ParameterizedTest
  @EnumSource(ContentForm.class)
  void theExampleOfEveryMessageCanBeSent(ContentForm form) throws IOException {
    file(template(form.code()));
    boolean opens = form.opens() != ContentType.Opens.NOTHING;
    Runs.Result sent = request.signed(opens ? "case open m.yaml" : "case send ID m.yaml");
    if (form == ContentForm.MLA_DECIDED) {
      assertEquals(2, sent.code(), "nothing was received yet");
      assertTrue(sent.err().contains("V65"), sent.err());
      return;
    }
    assertEquals(0, sent.code(), sent.err());
    Described content = request.content(Described.class);
    assertEquals(form, content.form());
    assertEquals(opens, !request.act().caseId().toString().equals(OpenRequest.CASE));
  }

  @Test
  void anAnswerNamesTheOpeningMessageAndTheFileNumbersOfTheCase() throws IOException {
    file(template("clarification_request"));
    request.signed("case send ID m.yaml");
    Dialogue.ClarificationRequest asked = request.content(Dialogue.ClarificationRequest.class);
    assertEquals(OpenRequest.OPENING.id(), asked.inReplyTo());
    assertEquals("XA-2031-0417", asked.caseRefs().requesting());
    assertEquals("data_items[0].period_to", asked.questions().getFirst().field());
    assertEquals("en", request.act().language());
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndNothingIsSent() throws IOException {
    file(
        """
        message_type: extension_decision
        outcome: perhaps
        preserved_until: tomorrow
        reson:
          ground: R21B
        language: en
        """);
    Runs.Result refused = request.signed("case send ID m.yaml");
    assertEquals(2, refused.code());
    for (String said :
        new String[] {
          "granted, granted_shorter, refused", "line 3, preserved_until", "reson", "E-MESSAGE"
        }) {
      assertTrue(refused.err().contains(said), said + " in " + refused.err());
    }
    assertTrue(request.scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }

  @Test
  void whatTheTreatyAsksForIsSaidWithItsRuleAndCitation() throws IOException {
    file("message_type: mla_received\nmla_ref: M-1\nlanguage: en\n");
    Runs.Result refused = request.signed("case send ID m.yaml");
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("received_at"), refused.err());
    assertTrue(refused.err().contains("V02, PRES-PENDING"), refused.err());
    assertTrue(refused.err().contains("V02, CENTRAL-AUTH"), refused.err());
  }

  @Test
  void aTypeThatDoesNotExistIsAnsweredByTheWayToTheList() throws IOException {
    file("message_type: greeting\n");
    assertEquals(2, request.signed("case send ID m.yaml").code());
    Runs.Result shown = request.scene.run("case", "template", "greeting");
    assertEquals(2, shown.code());
    assertTrue(shown.err().contains("vigil case template"), shown.err());
    List<String> all = request.scene.run("case", "template").out().lines().toList();
    assertEquals(
        Arrays.stream(ContentForm.values()).map(form -> form.code()).toList(), all, "the list");
    file("message_type: location_query\nform: maybe\n");
    assertTrue(request.signed("case send ID m.yaml").err().contains("query, answer"));
  }

  @Test
  void onlyWhatBeginsSomethingOpensACase() throws IOException {
    file(template("withdrawal"));
    Runs.Result refused = request.signed("case open m.yaml");
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("case send"), refused.err());
  }

  @Test
  void aDryRunShowsWhatWouldBeSignedAndSendsNothing() throws IOException {
    file(template("withdrawal"));
    Runs.Result planned = request.signed("case send ID m.yaml", "--dry-run");
    assertEquals(0, planned.code(), planned.err());
    assertTrue(request.scene.node().calls().stream().noneMatch(SubmitRequest.class::isInstance));
  }

  @Test
  void attachmentsTravelWithTheMessage() throws IOException {
    Files.writeString(request.scene.home().resolve("log.txt"), "one line");
    file(
        template("spontaneous_info")
            + "attachments:\n  - file: log.txt\n    media_type: text/plain\n    purpose: log\n");
    Runs.Result sent = request.signed("case open m.yaml");
    assertEquals(0, sent.code(), sent.err());
    Inquiry.SpontaneousInformation told = request.content(Inquiry.SpontaneousInformation.class);
    assertEquals("log.txt", told.attachments().getFirst().name());
    assertEquals(8, told.attachments().getFirst().size());
    SubmitRequest submitted = assertInstanceOf(SubmitRequest.class, request.submitted());
    assertEquals("one line", submitted.getAttachments(0).toStringUtf8());
    assertEquals(
        Digest.sha256(Bytes.utf8("one line")), request.act().attachmentDigests().getFirst());
  }
}
