package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.item;
import static org.vigilmesh.message.MessageFixtures.request;
import static org.vigilmesh.message.MessageFixtures.with;
import static org.vigilmesh.message.ValidationTest.row;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.message.DataItem.Identifier;

final class ItemRulesTest {
  static Stream<Arguments> wanted() {
    return Stream.of(
        row("wanted.dataItems", List.of(), "V06 data_items", "V07 relation_to_offence.D1"),
        row("wanted.dataItems", List.of(item("D1"), item("D1")), "V06 data_items[1].item_id"),
        row("wanted.dataItems", List.of(item("D1"), item("D2")), "V07 relation_to_offence.D2"),
        row("wanted.relations[0].text", "", "V07 relation_to_offence.D1"),
        row(
            "wanted.relations[0].itemId",
            "D3",
            "V07 relation_to_offence.D3",
            "V07 relation_to_offence.D1"),
        row("wanted.custodians", List.of(), "V08 custodians"),
        row("wanted.custodianUnknown", true, "V08 custodians"),
        row("wanted.custodians[0].kind", "bakery", "V02 custodians[0].kind"),
        row("wanted.custodians[0].name", "", "V02 custodians[0].name"),
        row(
            "wanted.systemLocation",
            new RequestPart.SystemLocation("XB", "", "", "guess", "sure"),
            "V02 system_location.basis",
            "V02 system_location.confidence"),
        row("wanted.dataItems[0].category", "gossip", "V02 data_items[0].category"),
        row("wanted.dataItems[0].category", "content", "V24 data_items[0].unc_category"),
        row("wanted.dataItems[0].uncCategory", "", "V24 data_items[0].unc_category"),
        row("wanted.dataItems[0].description", "", "V02 data_items[0].description"),
        row("wanted.dataItems[0].forwardLooking", true, "V18 data_items[0].forward_looking"),
        row("wanted.dataItems[0].identifiers", List.of(), "V02 data_items[0].identifiers"),
        row("wanted.dataItems[0].periodFrom", null, "V02 data_items[0].period_from"),
        row("wanted.dataItems[0].periodTo", null, "V02 data_items[0].period_to"),
        row("wanted.dataItems[0].periodFrom", NOW, "V19 data_items[0].period_to"),
        row("wanted.dataItems[0].periodTo", NOW.plusSeconds(1), "V19 data_items[0].period_to"),
        row(
            "wanted.dataItems[0].periodFrom",
            Instant.parse("2030-09-01T00:00:00Z"),
            "V22 data_items[0].period_to"),
        row("wanted.dataItems[0].observed", List.of(), "V20 data_items[0].identifiers[0]"),
        row("wanted.dataItems[0].observed[0].sourcePort", 0, "V20 data_items[0].identifiers[0]"),
        row("wanted.dataItems[0].observed[0].observedAt", null, "V20 data_items[0].identifiers[0]"),
        row(
            "wanted.dataItems[0].observed[0].precisionSeconds",
            0,
            "V20 data_items[0].identifiers[0]"),
        row(
            "wanted.dataItems[0].observed[0].destinationIp",
            "nowhere",
            "V21 data_items[0].observed[0].dst_ip"),
        row(
            "wanted.dataItems[0].observed[0].observedAt",
            NOW.plusSeconds(1),
            "V19 data_items[0].observed[0].observed_at"),
        row(
            "wanted.dataItems[0].identifiers[0]",
            new Identifier("colour", "red", ""),
            "V02 data_items[0].identifiers[0].kind"),
        row(
            "wanted.dataItems[0].identifiers[0]",
            new Identifier("domain", "no spaces", ""),
            "V21 data_items[0].identifiers[0].value"),
        row(
            "wanted.dataItems[0].identifiers[0]",
            new Identifier("handle", "avalon_joe", ""),
            "V21 data_items[0].identifiers[0].qualifier"),
        row(
            "wanted.dataItems[0].identifiers[0]",
            new Identifier("cidr", "192.0.0.0/16", ""),
            "V22 data_items[0].identifiers[0].value"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("wanted")
  void eachRuleNamesItsItem(String path, @Nullable Object value, List<String> findings) {
    PreservationRequest request = with(request(), path, value);
    assertEquals(
        findings, ValidationTest.found(request, ValidationTest.COVER, ValidationTest.PARTIES));
  }
}
