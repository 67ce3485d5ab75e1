package org.vigilmesh.adapter.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.ContentType;
import org.vigilmesh.message.Described;
import org.vigilmesh.proto.v1.CaseworkProto;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.InvalidValue;

/**
 * The contents that name their own fields: the first field has number 1, the next 2, and so on. The
 * message of a form has the form's name; a type with several forms has one around them.
 */
final class DescribedMapping {
  private DescribedMapping() {}

  /** The message of a whole type, as the act holds it. */
  static Descriptor descriptor(ContentType type) {
    List<ContentForm> forms = ContentForm.of(type);
    return forms.size() == 1 ? named(forms.getFirst().name()) : named(type.name() + "_CONTENT");
  }

  private static Descriptor named(String constant) {
    String name =
        Arrays.stream(constant.split("_", -1))
            .map(word -> word.charAt(0) + word.substring(1).toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.joining());
    Descriptor found = CaseworkProto.getDescriptor().findMessageTypeByName(name);
    Check.that(found != null, "casework.proto has the message " + name);
    return found;
  }

  static Bytes encode(Described content) {
    ContentForm form = content.form();
    MessageSink sink = new MessageSink(named(form.name()));
    content.write(sink);
    Message message = sink.message();
    if (!form.variant().isEmpty()) {
      Descriptor whole = descriptor(form.type());
      message =
          DynamicMessage.newBuilder(whole)
              .setField(whole.findFieldByNumber(number(form)), message)
              .build();
    }
    return Canonical.bytes(message);
  }

  private static int number(ContentForm form) {
    return ContentForm.of(form.type()).indexOf(form) + 1;
  }

  static Described decode(ContentType type, Bytes bytes) {
    Descriptor descriptor = descriptor(type);
    Message message =
        Canonical.parse(
            DynamicMessage.getDefaultInstance(descriptor).getParserForType(), bytes, Act.SIZE_MAX);
    List<ContentForm> forms = ContentForm.of(type);
    if (forms.size() == 1) {
      return forms.getFirst().read(new MessageSource(message));
    }
    Optional<FieldDescriptor> chosen = message.getAllFields().keySet().stream().findFirst();
    FieldDescriptor field = chosen.orElseThrow(() -> new InvalidValue("a form is missing"));
    return forms
        .get(field.getNumber() - 1)
        .read(new MessageSource((Message) message.getField(field)));
  }
}
