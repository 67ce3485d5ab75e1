package org.vigilmesh.adapter.desk;

/** Where a request comes from, as limits count it: one IPv6 customer has a whole /64. */
final class Network {
  private static final int GROUPS = 4;

  private Network() {}

  /** The first half of an IPv6 address in full; any other address as it is. */
  static String of(String address) {
    if (!address.contains(":") || address.contains(".")) {
      return address;
    }
    String[] halves = address.replaceAll("[\\[\\]]|%.*", "").split("::", 2);
    StringBuilder first = new StringBuilder();
    String[] groups = halves[0].isEmpty() ? new String[0] : halves[0].split(":", -1);
    int tail = halves.length == 2 && !halves[1].isEmpty() ? halves[1].split(":", -1).length : 0;
    for (int i = 0; i < GROUPS; i++) {
      int behind = i - (2 * GROUPS - tail);
      String group = i < groups.length ? groups[i] : behind >= 0 ? group(halves[1], behind) : "0";
      first.append(group.replaceFirst("^0+(?!$)", "")).append(':');
    }
    return first.toString();
  }

  private static String group(String half, int index) {
    return half.split(":", -1)[index];
  }
}
