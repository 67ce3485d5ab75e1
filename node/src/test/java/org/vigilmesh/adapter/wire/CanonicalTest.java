package org.vigilmesh.adapter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.proto.v1.Extension;
import org.vigilmesh.proto.v1.NodeRef;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

final class CanonicalTest {
  private static final Bytes XA = Bytes.fromHex("0a027861" + "1001");

  @Test
  void whatIsWrittenIsReadBack() {
    NodeRef node = NodeRef.newBuilder().setNode("xa").setEpoch(1).build();
    assertEquals(XA, Canonical.bytes(node));
    assertEquals(node, Canonical.parse(NodeRef.parser(), XA, 100));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "10010a027861, fields in another order",
    "0a0278611001 1001, a field twice",
    "0a027861108100, a number longer than needed",
    "0a0278611000, a default written out",
    "0a0278611001 1801, an unknown field",
    "0a0278611001 00, a zero tag at the end",
    "0a0278611001 0c, an end-group tag at the end",
    "0a04786110, cut short",
    "0a02ff fe1001, broken UTF-8",
    "0aff ffff ff0f, a length beyond all bounds",
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, groups in groups"
  })
  void otherFormsAreRefused(String hex, String what) {
    Bytes bytes = Bytes.fromHex(hex.replace(" ", ""));
    assertThrows(
        InvalidValue.class, () -> Canonical.parse(NodeRef.parser(), bytes, 100), () -> what);
  }

  @Test
  void tooManyBytesAreRefusedBeforeParsing() {
    assertThrows(InvalidValue.class, () -> Canonical.parse(NodeRef.parser(), XA, XA.size() - 1));
  }

  @Test
  void falseIsNotWritten() {
    Extension extension = Extension.newBuilder().setId(7).setCritical(false).build();
    assertEquals(Bytes.fromHex("0807"), Canonical.bytes(extension));
    assertThrows(
        InvalidValue.class,
        () -> Canonical.parse(Extension.parser(), Bytes.fromHex("08071000"), 100));
  }
}
