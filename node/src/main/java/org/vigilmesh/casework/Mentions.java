package org.vigilmesh.casework;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Described;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * What a message names and people look for: the identifiers of accounts, lines and machines, and
 * the file numbers and references of both sides. Each in one form, so that two ways of writing it
 * are found as one; they are never stored as they are, only as keyed digests.
 */
public final class Mentions {
  private static final int IPV6_GROUPS = 8;

  private final Set<Bytes> found = new TreeSet<>();

  private Mentions() {}

  /** Everything that {@code act} names, each to be digested under the node's key. */
  public static Set<Bytes> of(Act act) {
    Mentions mentions = new Mentions();
    mentions.add(act.content());
    act.attachmentDigests().forEach(one -> mentions.found.add(attachment(one)));
    return Set.copyOf(mentions.found);
  }

  /** An identifier of any kind, as a person typed it. */
  public static Bytes identifier(String typed) {
    return Bytes.utf8("identifier " + address(plain(typed)));
  }

  /** An attachment, by its digest. */
  public static Bytes attachment(Digest digest) {
    return Bytes.utf8("attachment " + digest.bytes().hex());
  }

  /** A file number or reference of either side, as a person typed it. */
  public static Bytes reference(String typed) {
    return Bytes.utf8("reference " + plain(typed));
  }

  /** Without what does not tell two apart: form, case, spaces. */
  private static String plain(String typed) {
    return Normalizer.normalize(typed, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{Cf}]+", "");
  }

  /** An IPv6 address in full; a telephone number and a domain without what is only written. */
  private static String address(String text) {
    if (text.matches("\\+?[0-9().-]{6,}") && !text.matches("[0-9]+(\\.[0-9]+){3}")) {
      return text.replaceAll("[().-]", "");
    }
    if (text.matches("[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*")) {
      return full(text);
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private static String full(String text) {
    int gap = text.indexOf("::");
    String head = gap < 0 ? text : text.substring(0, gap);
    String tail = gap < 0 ? "" : text.substring(gap + 2);
    List<String> before = head.isEmpty() ? List.of() : List.of(head.split(":", -1));
    List<String> after = tail.isEmpty() ? List.of() : List.of(tail.split(":", -1));
    int zeros = gap < 0 ? 0 : IPV6_GROUPS - before.size() - after.size();
    StringBuilder full = new StringBuilder();
    before.forEach(group -> full.append(group.replaceFirst("^0+(?=.)", "")).append(':'));
    full.repeat("0:", Math.max(0, zeros));
    after.forEach(group -> full.append(group.replaceFirst("^0+(?=.)", "")).append(':'));
    return full.toString();
  }

  private void add(Content content) {
    refs(content.caseRefs());
    switch (content) {
      case Content.CaseRequest request -> request(request);
      case Described described -> described.write(new Listening(false));
      case Content.PreservationConfirmation held -> {
        ref(held.custodianRef());
        order(held.domesticOrder());
      }
      case Decision _, Content.HumanAck _, Content.ChannelTest _, Content.UnknownContent _ -> {}
    }
  }

  private void request(Content.CaseRequest request) {
    for (DataItem item : request.wanted().dataItems()) {
      item.identifiers().forEach(one -> id(one.value()));
      item.observed().forEach(one -> id(one.value()));
    }
    request.filing().previous().forEach(one -> ref(one.reference()));
    RequestPart.Authorities authorities = request.authorities();
    authority(authorities.seeking());
    authority(authorities.investigating());
    authority(authorities.prosecutionOrCourt());
    if (authorities.authorising() != null) {
      ref(authorities.authorising().decisionReference());
    }
  }

  private void authority(RequestPart.@Nullable Authority authority) {
    if (authority != null) {
      ref(authority.caseNumber());
    }
  }

  private void order(Content.@Nullable DomesticOrder order) {
    if (order != null) {
      ref(order.reference());
    }
  }

  private void refs(Content.CaseRefs refs) {
    ref(refs.requesting());
    ref(refs.requested());
  }

  private void ref(String text) {
    if (!text.isBlank()) {
      found.add(reference(text));
    }
  }

  private void id(String text) {
    if (!text.isBlank()) {
      found.add(identifier(text));
    }
  }

  /** Takes the fields whose names say that they refer to a file or name a person or machine. */
  private final class Listening implements Described.Sink {
    private final boolean isNaming;

    Listening(boolean isNaming) {
      this.isNaming = isNaming;
    }

    @Override
    public void caseRefs(Content.CaseRefs refs) {
      refs(refs);
    }

    @Override
    public void line(String name, String value) {
      if (name.endsWith("ref") || name.endsWith("reference") || name.equals("case_number")) {
        ref(value);
      }
      if (isNaming && name.equals("value")) {
        id(value);
      }
    }

    @Override
    public <T> void part(String name, @Nullable T value, BiConsumer<T, Described.Sink> write) {
      if (value != null) {
        group(name, value, write);
      }
    }

    @Override
    public <T> void group(String name, T value, BiConsumer<T, Described.Sink> write) {
      write.accept(
          value,
          new Listening(
              value instanceof DataItem.Identifier || value instanceof DataItem.Observation));
    }

    @Override
    public <T> void parts(String name, List<T> values, BiConsumer<T, Described.Sink> write) {
      values.forEach(value -> group(name, value, write));
    }

    @Override
    public void extensions(List<Extension> extensions) {}

    @Override
    public void code(String name, String value) {}

    @Override
    public void prose(String name, String value) {}

    @Override
    public void flag(String name, boolean value) {}

    @Override
    public void number(String name, int value) {}

    @Override
    public void time(String name, @Nullable Instant value) {}

    @Override
    public void day(String name, @Nullable LocalDate value) {}

    @Override
    public void act(String name, @Nullable ActId value) {}

    @Override
    public void reply(String name, ActId value) {}

    @Override
    public void digest(String name, @Nullable Digest value) {}

    @Override
    public void choice(String name, Enum<?> value) {}

    @Override
    public void codes(String name, List<String> values) {}

    @Override
    public void lines(String name, List<String> values) {}

    @Override
    public void proses(String name, List<String> values) {}
  }
}
