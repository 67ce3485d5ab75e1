package org.vigilmesh.adapter.outward;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * To which addresses a webhook may lead: those of the public Internet alone, so that nothing within
 * a State's own network can be reached by a name that somebody else resolves. The address that was
 * looked at is the one that is connected to.
 */
final class Addresses {
  /** How names are resolved; tests resolve them as an attacker would. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  /** Blocks of IPv4 that are not public (IANA's registry of special-purpose addresses). */
  private static final List<Block> SPECIAL_4 =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4")
          .map(Block::of)
          .toList();

  /** All of IPv6 that is public lies here. */
  private static final Block PUBLIC_6 = Block.of("2000::/3");

  /** Documentation, and what carries an IPv4 address in it: Teredo, 6to4. */
  private static final List<Block> SPECIAL_6 =
      Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20").map(Block::of).toList();

  private final boolean training;
  private final Names names;

  Addresses(boolean training) {
    this(training, InetAddress::getAllByName);
  }

  Addresses(boolean training, Names names) {
    this.training = training;
    this.names = names;
  }

  /** A run of addresses with the same first {@code bits}. */
  private record Block(InetAddress first, int bits) {
    static Block of(String text) {
      String[] parts = text.split("/", 2);
      return new Block(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean holds(InetAddress address) {
      byte[] own = first.getAddress();
      byte[] other = address.getAddress();
      if (own.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /** The addresses of {@code host}; refused as a whole where one of them is not allowed. */
  List<InetAddress> of(String host) throws UnknownHostException {
    List<InetAddress> found = List.of(names.of(host));
    Optional<InetAddress> wrong = found.stream().filter(one -> !isAllowed(one)).findFirst();
    if (wrong.isPresent() || found.isEmpty()) {
      throw new UnknownHostException(
          "the name leads to an address that is not public: "
              + wrong.map(InetAddress::getHostAddress).orElse("none"));
    }
    return found;
  }

  boolean isAllowed(InetAddress address) {
    if (training && address.isLoopbackAddress()) {
      return true;
    }
    return address instanceof Inet4Address
        ? SPECIAL_4.stream().noneMatch(block -> block.holds(address))
        : PUBLIC_6.holds(address) && SPECIAL_6.stream().noneMatch(block -> block.holds(address));
  }
}
