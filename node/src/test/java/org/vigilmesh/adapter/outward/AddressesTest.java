package org.vigilmesh.adapter.outward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A webhook leads to the public Internet and nowhere else, whatever a name resolves to. */
final class AddressesTest {
  private static final Addresses STRICT = new Addresses(false);

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "100.63.255.255, true",
    "100.128.0.0, true",
    "172.15.255.255, true",
    "172.32.0.0, true",
    "223.255.255.255, true",
    "2606:4700::1111, true",
    "2001:4860:4860::8888, true",
    "0.0.0.0, false",
    "10.0.0.1, false",
    "100.64.0.0, false",
    "100.127.255.255, false",
    "127.0.0.1, false",
    "127.255.255.254, false",
    "169.254.169.254, false",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "192.0.0.8, false",
    "192.0.2.1, false",
    "192.88.99.1, false",
    "192.168.1.1, false",
    "198.19.255.255, false",
    "198.51.100.7, false",
    "203.0.113.7, false",
    "224.0.0.1, false",
    "239.255.255.255, false",
    "255.255.255.255, false",
    "::, false",
    "::1, false",
    "::7f00:1, false",
    "::ffff:10.0.0.1, false",
    "::ffff:169.254.169.254, false",
    "::ffff:127.0.0.1, false",
    "64:ff9b::a00:1, false",
    "100::1, false",
    "2001::1, false",
    "2001:db8::1, false",
    "2002:a00:1::1, false",
    "3fff::1, false",
    "fc00::1, false",
    "fd12:3456::1, false",
    "fe80::1, false",
    "fec0::1, false",
    "ff02::1, false"
  })
  void onlyPublicAddressesAreAllowed(String address, boolean isAllowed) {
    assertEquals(isAllowed, STRICT.isAllowed(InetAddress.ofLiteral(address)));
  }

  @Test
  void trainingAllowsThisMachineAndNothingElseMore() {
    Addresses training = new Addresses(true);
    assertEquals(true, training.isAllowed(InetAddress.ofLiteral("127.0.0.1")));
    assertEquals(true, training.isAllowed(InetAddress.ofLiteral("::1")));
    assertEquals(false, training.isAllowed(InetAddress.ofLiteral("10.0.0.1")));
    assertEquals(false, training.isAllowed(InetAddress.ofLiteral("169.254.169.254")));
  }

  @Test
  void aNameIsRefusedAsAWholeWhenOneOfItsAddressesIsNotPublic() throws UnknownHostException {
    InetAddress open = InetAddress.ofLiteral("8.8.8.8");
    InetAddress inner = InetAddress.ofLiteral("10.1.2.3");
    Addresses mixed = new Addresses(false, _ -> new InetAddress[] {open, inner});
    UnknownHostException refused =
        assertThrows(UnknownHostException.class, () -> mixed.of("pager.example"));
    assertEquals("the name leads to an address that is not public: 10.1.2.3", refused.getMessage());
    Addresses none = new Addresses(false, _ -> new InetAddress[0]);
    assertThrows(UnknownHostException.class, () -> none.of("pager.example"));
    Addresses one = new Addresses(false, _ -> new InetAddress[] {open});
    assertEquals(List.of(open), one.of("pager.example"));
  }

  @Test
  void anAddressWrittenAsANumberIsLookedAtToo() {
    for (String host : List.of("127.0.0.1", "[::1]", "[::ffff:192.168.0.1]", "localhost")) {
      assertThrows(UnknownHostException.class, () -> STRICT.of(host), host);
    }
  }
}
