package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.ack;
import static org.vigilmesh.message.MessageFixtures.act;
import static org.vigilmesh.message.MessageFixtures.confirmation;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.message.Content.PreservationConfirmation;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;

final class ReplyRulesTest {
  private static final SoFar WAITING = SoFar.opened(request());

  private static List<String> found(Content content, Parties parties, SoFar soFar) {
    return Validation.check(content, Cover.of(act(content), List.of()), parties, soFar, NOW)
        .stream()
        .map(f -> f.rule() + " " + f.field())
        .toList();
  }

  private static PreservationConfirmation held() {
    return with(confirmation(), "domesticOrder.expires", LocalDate.parse("2031-05-31"));
  }

  static Stream<Arguments> acks() {
    return Stream.of(
        Arguments.of("dutyRole", "cook", "V02 duty_role"),
        Arguments.of("openedAt", null, "V02 opened_at"),
        Arguments.of("caseRefs.requested", "", "V02 case_ref_requested"),
        Arguments.of("caseRefs.requesting", "", "V02 case_ref_requesting"),
        Arguments.of("provisionalHold.until", null, "V02 provisional_hold.until"),
        Arguments.of("provisionalHold.law", "", "V02 provisional_hold.law"));
  }

  @ParameterizedTest
  @MethodSource("acks")
  void anAckNeedsItsFields(String path, @Nullable Object value, String finding) {
    assertEquals(List.of(), found(ack(), Parties.UNKNOWN, WAITING));
    assertEquals(List.of(finding), found(with(ack(), path, value), Parties.UNKNOWN, WAITING));
  }

  @Test
  void aHoldThatWasNotPlacedNeedsNothing() {
    Content.HumanAck ack =
        with(ack(), "provisionalHold", new Content.ProvisionalHold(false, null, ""));
    assertEquals(List.of(), found(ack, Parties.UNKNOWN, WAITING));
  }

  @Test
  void anAckOfATestNeedsNoFileNumberOfItsOwn() {
    SoFar test = with(SoFar.NOTHING, "replyOpen", true);
    assertEquals(List.of(), found(with(ack(), "caseRefs.requested", ""), Parties.UNKNOWN, test));
  }

  @Test
  void repliesAnswerWhatIsOpen() {
    assertEquals(List.of("V47 in_reply_to"), found(ack(), Parties.UNKNOWN, SoFar.NOTHING));
    assertEquals(List.of("V47 in_reply_to"), found(held(), Parties.UNKNOWN, SoFar.NOTHING));
  }

  static Stream<Arguments> confirmations() {
    return Stream.of(
        Arguments.of("custodian", "", "V02 custodian"),
        Arguments.of("custodianRef", "", "V58 custodian_ref"),
        Arguments.of("itemIds", List.of(), "V58 item_ids"),
        Arguments.of("effectiveAt", NOW.plusSeconds(1), "V59 preserved_until"),
        Arguments.of("domesticOrder", null, "V61 domestic_order"),
        Arguments.of("domesticOrder.reference", "", "V61 domestic_order"),
        Arguments.of("domesticOrder.date", null, "V61 domestic_order"),
        Arguments.of("domesticOrder.expires", null, "V61 domestic_order"),
        Arguments.of("domesticOrder.expires", LocalDate.parse("2031-05-02"), "V61 domestic_order"),
        Arguments.of("domesticOrder.expires", LocalDate.parse("2031-06-03"), "V61 domestic_order"));
  }

  @ParameterizedTest
  @MethodSource("confirmations")
  void aConfirmationNeedsItsFields(String path, @Nullable Object value, String finding) {
    assertEquals(List.of(), found(held(), Parties.UNKNOWN, WAITING));
    assertEquals(List.of(finding), found(with(held(), path, value), Parties.UNKNOWN, WAITING));
  }

  @Test
  void aRenewalNeverEndsEarlier() {
    SoFar holding = with(WAITING, "preservedUntil", held().preservedUntil());
    assertEquals(List.of(), found(held(), Parties.UNKNOWN, holding));
    SoFar longer = with(WAITING, "preservedUntil", held().preservedUntil().plusSeconds(1));
    assertEquals(List.of("V60 preserved_until"), found(held(), Parties.UNKNOWN, longer));
  }

  @Test
  void aStatesOwnCapCountsWhereItIsShorter() {
    Declarations card = new Declarations(List.of("UNCC"), false, 30, List.of());
    assertEquals(
        List.of("V61 domestic_order"), found(held(), new Parties(card, null, List.of()), WAITING));
  }
}
