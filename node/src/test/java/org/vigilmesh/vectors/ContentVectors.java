package org.vigilmesh.vectors;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.FullContents;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.proto.v1.Act;
import org.vigilmesh.proto.v1.CaseworkProto;
import org.vigilmesh.proto.v1.ContentProto;
import org.vigilmesh.proto.v1.RequestProto;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** One content of each type and form, as the act holds it. */
final class ContentVectors {
  private ContentVectors() {}

  static Map<String, Object> made() throws InvalidProtocolBufferException {
    List<Content> all =
        Stream.concat(
                Stream.of(
                    MessageFixtures.fullRequest(),
                    MessageFixtures.ack(),
                    MessageFixtures.fullDecision(),
                    MessageFixtures.confirmation(),
                    MessageFixtures.channelTest()),
                FullContents.all().stream())
            .toList();
    List<Object> rows = new ArrayList<>();
    for (Content content : all) {
      rows.add(row(act(content)));
    }
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("contents", rows);
    return file;
  }

  private static Act act(Content content) throws InvalidProtocolBufferException {
    return Act.parseFrom(Story.CODEC.act().encode(MessageFixtures.act(content)).toArray());
  }

  private static Map<String, Object> row(Act act) throws InvalidProtocolBufferException {
    Descriptor type = descriptor(act.getContentType());
    Bytes bytes = Bytes.of(act.getContent().toByteArray());
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("content_type", act.getContentType());
    row.put("content_version", act.getContentVersion());
    row.put("message", type.getFullName());
    row.put("fields", MessageTree.tree(DynamicMessage.parseFrom(type, bytes.toArray())));
    row.put("bytes", bytes.hex());
    row.put("sha256", Digest.sha256(bytes).hex());
    return row;
  }

  /** The message of a content type: its name in words run together, or what holds its forms. */
  static Descriptor descriptor(String contentType) {
    String name =
        Arrays.stream(contentType.split("_", -1))
            .map(
                word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
    String spontaneous = name.equals("SpontaneousInfo") ? "SpontaneousInformation" : name;
    return Stream.of(spontaneous + "Content", spontaneous)
        .flatMap(
            one ->
                Stream.of(
                        RequestProto.getDescriptor(),
                        ContentProto.getDescriptor(),
                        CaseworkProto.getDescriptor())
                    .map(file -> file.findMessageTypeByName(one)))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
