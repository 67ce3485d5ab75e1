package org.vigilmesh.vectors;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigilmesh.value.Bytes;

/**
 * A message as a tree of its fields under their names: numbers, texts, booleans, bytes in
 * hexadecimal, enums by name. Fields with their default value are left out, as on the wire.
 */
final class MessageTree {
  private MessageTree() {}

  static Map<String, Object> tree(Message message) {
    Map<String, Object> tree = new LinkedHashMap<>();
    message.getAllFields().forEach((field, value) -> tree.put(field.getName(), many(field, value)));
    return tree;
  }

  private static Object many(FieldDescriptor field, Object value) {
    if (!field.isRepeated()) {
      return one(value);
    }
    List<Object> items = new ArrayList<>();
    for (Object item : (List<?>) value) {
      items.add(one(item));
    }
    return items;
  }

  private static Object one(Object value) {
    return switch (value) {
      case Message message -> tree(message);
      case ByteString bytes -> Bytes.of(bytes.toByteArray()).hex();
      case EnumValueDescriptor name -> name.getName();
      default -> value;
    };
  }

  /** The message that {@code tree} tells, made in {@code builder}. */
  static Message message(Message.Builder builder, Map<String, Object> tree) {
    for (Map.Entry<String, Object> entry : tree.entrySet()) {
      FieldDescriptor field = builder.getDescriptorForType().findFieldByName(entry.getKey());
      if (field.isRepeated()) {
        for (Object item : (List<?>) entry.getValue()) {
          builder.addRepeatedField(field, value(builder, field, item));
        }
      } else {
        builder.setField(field, value(builder, field, entry.getValue()));
      }
    }
    return builder.build();
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static Object value(Message.Builder builder, FieldDescriptor field, Object told) {
    return switch (field.getJavaType()) {
      case MESSAGE -> message(builder.newBuilderForField(field), (Map<String, Object>) told);
      case BYTE_STRING -> ByteString.copyFrom(Bytes.fromHex((String) told).toArray());
      case ENUM -> field.getEnumType().findValueByName((String) told);
      case INT -> ((Number) told).intValue();
      case LONG -> ((Number) told).longValue();
      case STRING, BOOLEAN -> told;
      case FLOAT, DOUBLE -> throw new IllegalArgumentException("no floats in this protocol");
    };
  }
}
