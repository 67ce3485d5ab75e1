package org.vigilmesh.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.value.InvalidValue;

/**
 * What officers here say of two of their cases: that they belong together, and why. It is kept in
 * both, and no other side is told.
 *
 * @param remark free text; may be empty
 */
public record CaseLink(CaseId other, Why why, String remark) {
  /** Why they belong together. */
  public enum Why {
    SAME_MATTER,
    SAME_IDENTIFIER,
    DUPLICATE,
    /** What one asks for lies, or was asked for, in another State. */
    THIRD_STATE,
    /** Asked again, on another basis or after a refusal. */
    REFILED,
    /** The same came by another channel. */
    OTHER_CHANNEL,
    OTHER;

    /** As people type it and lists show it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The reason with this code. */
    public static Optional<Why> find(String code) {
      return Arrays.stream(values()).filter(why -> why.code().equals(code)).findFirst();
    }

    /** All codes, for people who typed another. */
    public static String codes() {
      return Arrays.stream(values()).map(Why::code).collect(Collectors.joining(", "));
    }
  }

  /** What is signed and kept as the words of the deed. */
  public String words() {
    return other + " " + why.code() + (remark.isEmpty() ? "" : "\n" + remark);
  }

  /** The link as it reads in the other case. */
  public CaseLink mirrored(CaseId from) {
    return new CaseLink(from, why, remark);
  }

  /** What the words of a deed say; empty when they say no link. */
  public static Optional<CaseLink> find(String words) {
    List<String> lines = words.lines().toList();
    String[] parts = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ", -1);
    Optional<Why> why = parts.length == 2 ? Why.find(parts[1]) : Optional.empty();
    if (why.isEmpty()) {
      return Optional.empty();
    }
    try {
      String remark = lines.stream().skip(1).collect(Collectors.joining("\n"));
      return Optional.of(new CaseLink(CaseId.typed(parts[0]), why.get(), remark));
    } catch (InvalidValue _) {
      return Optional.empty();
    }
  }
}
