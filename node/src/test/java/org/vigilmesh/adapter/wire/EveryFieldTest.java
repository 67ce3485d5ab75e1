package org.vigilmesh.adapter.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.adapter.wire.Samples.CODEC;
import static org.vigilmesh.adapter.wire.WireTree.longer;
import static org.vigilmesh.adapter.wire.WireTree.varint;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.wire.WireTree.Place;
import org.vigilmesh.identity.IdentityBundle;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.ContentForm;
import org.vigilmesh.message.FullContents;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.proto.v1.IdentityProto;
import org.vigilmesh.proto.v1.ReceiptProto;
import org.vigilmesh.proto.v1.StatementProto;
import org.vigilmesh.value.Bytes;

/**
 * Each field of each form at each depth, written in every way that a peer could choose. A value has
 * one encoding: all others are refused, whatever a generous reader would make of them.
 */
final class EveryFieldTest {
  private static final long SEED = Long.getLong("mutate.seed", 20_270_116L);
  private static final int ROUNDS = 300;

  /** A form with a filled value, its bytes and its generated type. */
  record Filled<T>(String name, Descriptor type, Form<T> form, Bytes bytes) {
    static <T> Filled<T> of(Descriptor type, Form<T> form, T value) {
      return new Filled<>(type.getName(), type, form, form.encode(value));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A content, read as production reads it: as the content of an act. */
  private static Filled<Content> content(Descriptor type, Content content) {
    Act act = MessageFixtures.act(content);
    Form<Content> form =
        new Form<>() {
          @Override
          public Bytes encode(Content value) {
            return ContentMapping.encode(value);
          }

          @Override
          public Decoded<Content> decode(Bytes bytes) {
            return switch (CODEC.act().decode(holding(bytes))) {
              case Decoded.Value<Act>(Act read) -> new Decoded.Value<>(read.content());
              case Decoded.UnknownFormat<Act> _ -> new Decoded.UnknownFormat<>();
              case Decoded.Malformed<Act>(String why) -> new Decoded.Malformed<>(why);
            };
          }

          private Bytes holding(Bytes content) {
            try {
              return Canonical.bytes(
                  org.vigilmesh.proto.v1.Act.parseFrom(CODEC.act().encode(act).toArray())
                      .toBuilder()
                      .setContent(ByteString.copyFrom(content.toArray()))
                      .build());
            } catch (InvalidProtocolBufferException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    return Filled.of(type, form, content);
  }

  static Stream<Filled<?>> forms() {
    Stream<Filled<?>> single =
        Stream.of(
            Filled.of(
                IdentityProto.Card.getDescriptor(), CODEC.card(), Fixtures.card(Fixtures.XA1)),
            Filled.of(
                IdentityProto.Roster.getDescriptor(),
                CODEC.roster(),
                Fixtures.roster(Fixtures.XA1)),
            Filled.of(
                IdentityProto.KeySet.getDescriptor(),
                CODEC.keySet(),
                Fixtures.keySet(Fixtures.XA1)),
            Filled.of(
                IdentityProto.AnchorRollover.getDescriptor(),
                CODEC.anchorRollover(),
                Fixtures.rollover(Fixtures.XA1)),
            Filled.of(
                IdentityProto.IdentityBundle.getDescriptor(),
                CODEC.identityBundle(),
                new IdentityBundle(
                    List.of(Bytes.utf8("card")),
                    List.of(Bytes.utf8("r")),
                    List.of(Bytes.utf8("k")))),
            filled(StatementProto.StatementHeader.getDescriptor(), "header"),
            filled(StatementProto.StatementBody.getDescriptor(), "body"),
            filled(StatementProto.SealedHeader.getDescriptor(), "sealedHeader"),
            filled(ReceiptProto.Receipt.getDescriptor(), "receipt"),
            filled(ReceiptProto.Refusal.getDescriptor(), "refusal"),
            filled(ReceiptProto.IncarnationStart.getDescriptor(), "incarnationStart"),
            Filled.of(
                org.vigilmesh.proto.v1.Act.getDescriptor(), CODEC.act(), MessageFixtures.fullAct()),
            content(
                org.vigilmesh.proto.v1.PreservationRequest.getDescriptor(),
                MessageFixtures.fullRequest()),
            content(org.vigilmesh.proto.v1.HumanAck.getDescriptor(), MessageFixtures.ack()),
            content(
                org.vigilmesh.proto.v1.Decision.getDescriptor(), MessageFixtures.fullDecision()),
            content(
                org.vigilmesh.proto.v1.PreservationConfirmation.getDescriptor(),
                MessageFixtures.confirmation()),
            content(
                org.vigilmesh.proto.v1.ChannelTest.getDescriptor(), MessageFixtures.channelTest()));
    Stream<Filled<?>> described =
        Arrays.stream(ContentForm.values())
            .map(form -> content(DescribedMapping.descriptor(form.type()), FullContents.of(form)));
    return Stream.concat(single, described);
  }

  private static Filled<?> filled(Descriptor type, String name) {
    return Samples.all().stream()
        .filter(sample -> sample.name().equals(name))
        .map(sample -> new Filled<>(name, type, sample.form(), sample.bytes()))
        .findFirst()
        .orElseThrow();
  }

  /** Ways to write a field that are never the one way, whatever the field means. */
  private static Map<String, BiFunction<Place, Bytes, Bytes>> otherWays() {
    Map<String, BiFunction<Place, Bytes, Bytes>> ways = new LinkedHashMap<>();
    Bytes stranger = Bytes.concat(varint(15_000L << 3), varint(1));
    ways.put("an unknown number after it", (_, own) -> Bytes.concat(own, stranger));
    ways.put("an unknown text before it", (_, own) -> Bytes.concat(text(14_999), own));
    ways.put("a longer tag", (place, own) -> relabelled(place, own, longer(tag(place))));
    ways.put("another wire type", (place, own) -> relabelled(place, own, otherType(place)));
    ways.put("a 32-bit number in its place", (place, _) -> fixed(place, 5, 4));
    ways.put("a 64-bit number in its place", (place, _) -> fixed(place, 1, 8));
    ways.put("an open group in its place", (place, _) -> fixed(place, 3, 0));
    return ways;
  }

  private static Bytes tag(Place place) {
    return place.field().tag();
  }

  private static Bytes text(int number) {
    return Bytes.concat(varint((long) number << 3 | 2), varint(1), Bytes.utf8("x"));
  }

  private static Bytes relabelled(Place place, Bytes own, Bytes tag) {
    return Bytes.concat(tag, own.slice(tag(place).size(), own.size()));
  }

  private static Bytes otherType(Place place) {
    int type = place.field().isVarint() ? 2 : 0;
    return varint((long) place.field().field().getNumber() << 3 | type);
  }

  private static Bytes fixed(Place place, int type, int size) {
    Bytes tag = varint((long) place.field().field().getNumber() << 3 | type);
    return Bytes.concat(tag, Fixtures.bytes("fixed", size));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void noFieldHasASecondWayToBeWritten(Filled<?> form) throws IOException {
    for (Place place : places(form)) {
      Bytes own = place.field().bytes();
      otherWays()
          .forEach(
              (what, way) ->
                  requireRefused(form, place.replaced(way.apply(place, own)), place, what));
      if (place.field().isVarint()) {
        Bytes more = Bytes.concat(tag(place), longer(place.field().value()));
        requireRefused(form, place.replaced(more), place, "a number longer than needed");
        Bytes eleven = Bytes.concat(tag(place), Bytes.fromHex("ff".repeat(10) + "01"));
        requireRefused(form, place.replaced(eleven), place, "a number of eleven bytes");
      } else {
        Bytes payload = place.field().payload();
        Bytes more = Bytes.concat(tag(place), longer(varint(payload.size())), payload);
        requireRefused(form, place.replaced(more), place, "a length longer than needed");
        Bytes beyond = Bytes.concat(tag(place), varint(Integer.MAX_VALUE), payload);
        requireRefused(form, place.replaced(beyond), place, "a length beyond the end");
        Bytes negative = Bytes.concat(tag(place), varint(-1), payload);
        requireRefused(form, place.replaced(negative), place, "a negative length");
        if (place.field().field().isPacked()) {
          Bytes single = Bytes.concat(otherType(place), payload);
          requireRefused(form, place.replaced(single), place, "a list of numbers, unpacked");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aFieldThatDoesNotRepeatIsWrittenOnceAndNeverAsItsDefault(Filled<?> form) throws IOException {
    for (Place place : places(form)) {
      if (place.field().field().isRepeated()) {
        continue;
      }
      Bytes own = place.field().bytes();
      requireRefused(form, place.replaced(Bytes.concat(own, own)), place, "twice");
      if (place.field().isMessage()) {
        Bytes empty = Bytes.concat(tag(place), varint(0));
        requireRefused(form, place.replaced(Bytes.concat(empty, own)), place, "in two parts");
      } else if (!place.field().field().hasPresence()) {
        Bytes none = Bytes.concat(tag(place), varint(0));
        requireRefused(form, place.replaced(none), place, "its default, written out");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void textsAreUtf8InNormalisationFormC(Filled<?> form) throws IOException {
    for (Place place : places(form)) {
      if (place.field().isText()) {
        for (String bad : List.of("65cc81", "ff", "c080", "eda080", "c3", "e284ab")) {
          Bytes content = Bytes.concat(place.field().content(), Bytes.fromHex(bad));
          Bytes own = Bytes.concat(tag(place), varint(content.size()), content);
          requireRefused(form, place.replaced(own), place, "text ending in " + bad);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void whatIsMissingOrBeyondItsBoundIsRefusedOrAnotherValue(Filled<?> form) throws IOException {
    List<Long> numbers = List.of(1L, 2L, 99L, 1L << 31, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
    for (Place place : places(form)) {
      List<Bytes> instead = new ArrayList<>(List.of(Bytes.EMPTY));
      if (place.field().isVarint()) {
        numbers.forEach(number -> instead.add(Bytes.concat(tag(place), varint(number))));
      } else if (!place.field().isMessage()) {
        for (int size : new int[] {1, 31, 33, 600, 9_000}) {
          instead.add(Bytes.concat(tag(place), varint(size), Bytes.utf8("a".repeat(size))));
        }
      }
      for (Bytes one : instead) {
        requireRefusedOrAnother(form, place.replaced(one), place.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void mutatedBytesNeverThrowAndNeverHaveTwoForms(Filled<?> form) {
    Random random = new Random(SEED ^ form.name().hashCode());
    for (int round = 0; round < ROUNDS; round++) {
      byte[] all = form.bytes().toArray();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(all.length);
        all[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : all[at] ^ 1 << i);
      }
      requireRefusedOrAnother(form, Bytes.of(all), "round " + round + " of -Dmutate.seed=" + SEED);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theSampleFillsEveryFieldThatTheFormHas(Filled<?> form) throws IOException {
    assertEquals(form.bytes(), WireTree.write(WireTree.read(form.type(), form.bytes())));
    List<String> written = places(form).stream().map(Place::name).toList();
    for (var field : form.type().getFields()) {
      String name = form.type().getName() + "." + field.getName();
      boolean later =
          field.getName().equals("extensions") || field.getRealContainingOneof() != null;
      assertTrue(later || written.contains(name), name + " is not tested");
    }
  }

  private static List<Place> places(Filled<?> form) throws IOException {
    return WireTree.places(form.type(), WireTree.read(form.type(), form.bytes()));
  }

  private static void requireRefused(Filled<?> form, Bytes bytes, Place place, String what) {
    assertNotEquals(form.bytes(), bytes);
    assertFalse(
        form.form().decode(bytes).find().isPresent(),
        () -> place.name() + ": " + what + " is read");
  }

  private static <T> void requireRefusedOrAnother(Filled<T> form, Bytes bytes, String what) {
    if (!bytes.equals(form.bytes())
        && form.form().decode(bytes) instanceof Decoded.Value<T>(T value)) {
      assertEquals(bytes, form.form().encode(value), what);
    }
  }
}
