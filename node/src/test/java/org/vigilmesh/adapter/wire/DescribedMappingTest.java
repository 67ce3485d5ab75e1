package org.vigilmesh.adapter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.FullContents;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

final class DescribedMappingTest {
  private static Descriptor message(ContentForm form) {
    Descriptor type = DescribedMapping.descriptor(form.type());
    return form.variant().isEmpty() ? type : type.findFieldByName(form.variant()).getMessageType();
  }

  @ParameterizedTest
  @EnumSource(ContentForm.class)
  void everyFieldHasTheNumberOfItsPlaceAndNoneIsLeftOver(ContentForm form) throws Exception {
    Described content = FullContents.of(form);
    MessageSink sink = new MessageSink(message(form));
    content.write(sink);
    List<String> filled =
        sink.message().getAllFields().keySet().stream().map(FieldDescriptor::getName).toList();
    List<String> all = message(form).getFields().stream().map(FieldDescriptor::getName).toList();
    assertEquals(all, filled);
    List<Integer> numbers = new ArrayList<>();
    message(form).getFields().forEach(field -> numbers.add(field.getNumber()));
    for (int i = 0; i < numbers.size(); i++) {
      assertEquals(i + 1, numbers.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource(ContentForm.class)
  void theProtoFileNamesTheFieldsAsFilesDo(ContentForm form) {
    FieldNames names = new FieldNames();
    FullContents.of(form).write(names);
    String inProto =
        message(form).getFields().stream()
            .map(FieldDescriptor::getName)
            .collect(Collectors.joining(" "));
    assertEquals(inProto, String.join(" ", names.all()));
  }

  @ParameterizedTest
  @EnumSource(ContentForm.class)
  void aFormIsReadAsItselfOnly(ContentForm form) {
    Described content = FullContents.of(form);
    Bytes bytes = DescribedMapping.encode(content);
    assertEquals(content, DescribedMapping.decode(form.type(), bytes));
    for (ContentForm other : ContentForm.of(form.type())) {
      if (other != form) {
        assertNotEquals(bytes, DescribedMapping.encode(FullContents.of(other)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ContentType.class)
  void aTypeOfSeveralFormsHoldsExactlyOne(ContentType type) {
    List<ContentForm> forms = ContentForm.of(type);
    if (forms.size() < 2) {
      return;
    }
    assertThrows(InvalidValue.class, () -> DescribedMapping.decode(type, Bytes.EMPTY));
    List<Bytes> both =
        forms.stream().map(form -> DescribedMapping.encode(FullContents.of(form))).toList();
    assertThrows(
        InvalidValue.class,
        () -> DescribedMapping.decode(type, Bytes.concat(both.get(0), both.get(1))));
  }

  @ParameterizedTest
  @EnumSource(ContentForm.class)
  void aValueOfNoChoiceIsRefused(ContentForm form) {
    Descriptor type = message(form);
    Described content = FullContents.of(form);
    MessageSink sink = new MessageSink(type);
    content.write(sink);
    for (FieldDescriptor field : type.getFields()) {
      boolean choice =
          Arrays.asList("intended", "answer", "risk", "outcome", "cause", "kind", "useful")
                  .contains(field.getName())
              && !field.isRepeated();
      if (choice) {
        DynamicMessage other =
            DynamicMessage.newBuilder(type)
                .mergeFrom(sink.message())
                .setField(field, "maybe")
                .build();
        assertThrows(InvalidValue.class, () -> form.read(new MessageSource(other)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ContentForm.class)
  void theProtocolListsItsFields(ContentForm form) throws IOException {
    FieldNames names = new FieldNames();
    FullContents.of(form).write(names);
    String fields =
        names.all().stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
    String row = "| `" + form.code() + "` | " + fields + " |";
    assertTrue(Files.readString(Path.of("..", "docs", "PROTOCOL.md")).contains(row), row);
  }
}
