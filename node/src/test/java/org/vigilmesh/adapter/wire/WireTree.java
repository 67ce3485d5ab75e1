package org.vigilmesh.adapter.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.vigilmesh.value.Bytes;

/**
 * The bytes of a message as a tree of fields, so that a test can write one field in another way and
 * have all lengths around it follow.
 */
final class WireTree {
  private WireTree() {}

  /**
   * One field.
   *
   * @param field what it is
   * @param value of a varint, as written
   * @param content of a field with length that is no message
   * @param children of a message
   */
  record Field(FieldDescriptor field, Bytes value, Bytes content, List<Field> children) {
    boolean isMessage() {
      return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }

    boolean isVarint() {
      return !value.isEmpty();
    }

    boolean isText() {
      return field.getJavaType() == FieldDescriptor.JavaType.STRING;
    }

    Bytes tag() {
      int type = isVarint() ? WireFormat.WIRETYPE_VARINT : WireFormat.WIRETYPE_LENGTH_DELIMITED;
      return varint((long) field.getNumber() << 3 | type);
    }

    Bytes payload() {
      return isMessage() ? write(children) : content;
    }

    Bytes bytes() {
      return isVarint()
          ? Bytes.concat(tag(), value)
          : Bytes.concat(tag(), varint(payload().size()), payload());
    }
  }

  /** Where a field lies: the message's name and the field's, for a failure's text. */
  record Place(String name, Field field, UnaryOperator<Bytes> within) {
    /** The whole message with these bytes in the place of the field. */
    Bytes replaced(Bytes instead) {
      return within.apply(instead);
    }
  }

  static List<Field> read(Descriptor type, Bytes bytes) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(bytes.toArray());
    List<Field> fields = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
        fields.add(new Field(field, varint(in.readRawVarint64()), Bytes.EMPTY, List.of()));
      } else {
        Bytes content = Bytes.of(in.readByteArray());
        boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        fields.add(
            new Field(
                field,
                Bytes.EMPTY,
                isMessage ? Bytes.EMPTY : content,
                isMessage ? read(field.getMessageType(), content) : List.of()));
      }
    }
    return fields;
  }

  static Bytes write(List<Field> fields) {
    return Bytes.concat(fields.stream().map(Field::bytes).toArray(Bytes[]::new));
  }

  /** Every field at every depth; one of each kind where a field repeats. */
  static List<Place> places(Descriptor type, List<Field> fields) {
    List<Place> all = new ArrayList<>();
    collect(type.getName(), fields, UnaryOperator.identity(), all);
    return all;
  }

  private static void collect(
      String name, List<Field> fields, UnaryOperator<Bytes> around, List<Place> all) {
    for (int i = 0; i < fields.size(); i++) {
      Field one = fields.get(i);
      Bytes before = write(fields.subList(0, i));
      Bytes after = write(fields.subList(i + 1, fields.size()));
      UnaryOperator<Bytes> here = instead -> around.apply(Bytes.concat(before, instead, after));
      String path = name + "." + one.field().getName();
      all.add(new Place(path, one, here));
      boolean isFirst = i == 0 || fields.get(i - 1).field() != one.field();
      if (one.isMessage() && isFirst) {
        collect(
            path,
            one.children(),
            inner -> here.apply(Bytes.concat(one.tag(), varint(inner.size()), inner)),
            all);
      }
    }
  }

  static Bytes varint(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return Bytes.of(out.toByteArray());
  }

  /** The same number with one byte more than it needs. */
  static Bytes longer(Bytes varint) {
    byte[] longer = Bytes.concat(varint, Bytes.of(new byte[1])).toArray();
    longer[varint.size() - 1] |= (byte) 0x80;
    return Bytes.of(longer);
  }
}
