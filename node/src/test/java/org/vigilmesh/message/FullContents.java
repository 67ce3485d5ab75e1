package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.value.Digest;

/** One content of every form, each field filled with something of its own, valid or not. */
public final class FullContents {
  private FullContents() {}

  public static Described of(ContentForm form) {
    return form.read(new Filled());
  }

  /** Of every form, and the two requests that are no preservation request. */
  public static List<Content> all() {
    return Stream.concat(
            Stream.of(emergency(), traffic()),
            Arrays.stream(ContentForm.values()).map(FullContents::of))
        .toList();
  }

  public static EmergencyDataRequest emergency() {
    PreservationRequest it = MessageFixtures.fullRequest();
    return new EmergencyDataRequest(
        it.caseRefs(),
        it.filing(),
        it.authorities(),
        it.matter(),
        it.wanted(),
        it.need(),
        it.terms(),
        it.attachments(),
        it.overrides(),
        it.extensions());
  }

  public static TrafficDisclosureRequest traffic() {
    PreservationRequest it = MessageFixtures.fullRequest();
    return new TrafficDisclosureRequest(
        it.caseRefs(),
        it.filing(),
        it.authorities(),
        it.matter(),
        it.wanted(),
        it.need(),
        it.terms(),
        List.of("D1"),
        it.attachments(),
        it.overrides(),
        it.extensions());
  }

  /** Says something else for each field, so that two that are mixed up do not look the same. */
  private static final class Filled implements Described.Source {
    private int asked;

    private String text(String name) {
      asked++;
      return name + " " + asked;
    }

    @Override
    public Content.CaseRefs caseRefs() {
      return MessageFixtures.REFS;
    }

    @Override
    public List<Extension> extensions() {
      return List.of(MessageFixtures.EXTENSION);
    }

    @Override
    public String code(String name) {
      return text(name);
    }

    @Override
    public String line(String name) {
      return text(name);
    }

    @Override
    public String prose(String name) {
      return text(name);
    }

    @Override
    public boolean flag(String name, boolean absent) {
      return true;
    }

    @Override
    public int number(String name, int max) {
      return ++asked;
    }

    @Override
    public Instant time(String name) {
      return MessageFixtures.NOW.plusSeconds(++asked);
    }

    @Override
    public LocalDate day(String name) {
      return LocalDate.parse("2031-01-01").plusDays(++asked);
    }

    @Override
    public ActId act(String name) {
      return ActId.of(MessageFixtures.NOW.plusSeconds(++asked), MessageFixtures.bytes(1, 10));
    }

    @Override
    public ActId reply(String name) {
      return act(name);
    }

    @Override
    public Digest digest(String name) {
      return MessageFixtures.digest(++asked);
    }

    @Override
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
      E[] values = type.getEnumConstants();
      return values[values.length - 1];
    }

    @Override
    public List<String> codes(String name) {
      return List.of(text(name), text(name));
    }

    @Override
    public List<String> lines(String name) {
      return codes(name);
    }

    @Override
    public List<String> proses(String name) {
      return codes(name);
    }

    @Override
    public <T> T part(String name, Function<Described.Source, T> read) {
      return read.apply(this);
    }

    @Override
    public <T> T group(String name, Function<Described.Source, T> read) {
      return read.apply(this);
    }

    @Override
    public <T> List<T> parts(String name, Function<Described.Source, T> read) {
      List<T> two = new ArrayList<>();
      two.add(read.apply(this));
      two.add(read.apply(this));
      return two;
    }
  }
}
