package org.vigilmesh.message;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.vigilmesh.message.DataItem.Identifier;

/**
 * The forms of identifiers, kind by kind; a kind without a form of its own only must not be empty.
 */
final class Identifiers {
  private static final Pattern OCTET = Pattern.compile("0|[1-9]\\d{0,2}");
  private static final Pattern HEX_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final String LABEL =
      "[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}-]{0,61}[\\p{L}\\p{N}\\p{M}])?";
  private static final String DOMAIN = "(" + LABEL + "\\.)+" + LABEL + "\\.?";

  private static final Map<String, Pattern> FORMS =
      Map.ofEntries(
          Map.entry("domain", Pattern.compile(DOMAIN)),
          Map.entry("url", Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s/]+(/\\S*)?")),
          Map.entry("email", Pattern.compile("[^\\s@]{1,64}@" + DOMAIN)),
          Map.entry("phone_e164", Pattern.compile("\\+[1-9]\\d{4,14}")),
          Map.entry("imsi", Pattern.compile("\\d{14,15}")),
          Map.entry("imei", Pattern.compile("\\d{14,16}")),
          Map.entry("iccid", Pattern.compile("\\d{18,22}")),
          Map.entry("mac", Pattern.compile("([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}")),
          Map.entry("tx_hash", Pattern.compile("\\S{16,128}")),
          Map.entry("wallet_address", Pattern.compile("\\S{8,128}")),
          Map.entry("asn", Pattern.compile("(AS)?\\d{1,10}")));

  /** Hexadecimal digits of each file hash. */
  private static final Map<String, Integer> HASH_DIGITS =
      Map.of("md5", 32, "sha1", 40, "sha256", 64, "sha384", 96, "sha512", 128);

  private static final int BROAD_IPV4 = 24;
  private static final int BROAD_IPV6 = 48;

  private Identifiers() {}

  static boolean isWellFormed(Identifier identifier) {
    String value = identifier.value();
    return switch (identifier.kind()) {
      case "ipv4" -> isIpv4(value);
      case "ipv6" -> isIpv6(value);
      case "cidr" -> prefix(value) >= 0;
      case "file_hash" -> value.matches("[0-9a-fA-F]{32,128}");
      default ->
          FORMS.containsKey(identifier.kind())
              ? FORMS.get(identifier.kind()).matcher(value).matches()
              : !value.isBlank();
    };
  }

  /** Whether the kinds that need a qualifier have a good one. */
  static boolean hasQualifier(Identifier identifier) {
    String qualifier = identifier.qualifier();
    return switch (identifier.kind()) {
      case "handle" -> isDate(qualifier);
      case "wallet_address" -> !qualifier.isBlank();
      case "file_hash" ->
          HASH_DIGITS.getOrDefault(qualifier.replace("-", ""), -1) == identifier.value().length();
      default -> true;
    };
  }

  /** Whether a range covers more than one network of usual size. */
  static boolean isBroad(Identifier identifier) {
    if (!identifier.kind().equals("cidr")) {
      return false;
    }
    int prefix = prefix(identifier.value());
    int broad = identifier.value().contains(":") ? BROAD_IPV6 : BROAD_IPV4;
    return prefix >= 0 && prefix < broad;
  }

  static boolean isIp(String text) {
    return isIpv4(text) || isIpv6(text);
  }

  private static boolean isIpv4(String text) {
    List<String> octets = List.of(text.split("\\.", -1));
    return octets.size() == 4
        && octets.stream()
            .allMatch(octet -> OCTET.matcher(octet).matches() && Integer.parseInt(octet) <= 255);
  }

  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text) == 8;
    }
    String head = text.substring(0, gap);
    String tail = text.substring(gap + 2);
    int before = head.isEmpty() ? 0 : groups(head);
    int after = tail.isEmpty() ? 0 : groups(tail);
    return before >= 0 && after >= 0 && before + after <= 7;
  }

  /** How many groups {@code text} has; negative when one is none. */
  private static int groups(String text) {
    List<String> groups = List.of(text.split(":", -1));
    return groups.stream().allMatch(group -> HEX_GROUP.matcher(group).matches())
        ? groups.size()
        : -1;
  }

  /** The length of the prefix; negative when {@code text} is no range. */
  private static int prefix(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
      return -1;
    }
    int bits = Integer.parseInt(text.substring(slash + 1));
    String address = text.substring(0, slash);
    boolean valid = (isIpv4(address) && bits <= 32) || (isIpv6(address) && bits <= 128);
    return valid ? bits : -1;
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).getYear() > 1900;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
