package org.vigilmesh.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.message.DataItem.Identifier;

final class IdentifiersTest {
  @ParameterizedTest
  @CsvSource({
    "ipv4, 192.0.2.17, true",
    "ipv4, 192.0.2.256, false",
    "ipv4, 192.0.2, false",
    "ipv4, 192.0.2.017, false",
    "ipv4, 192.0.2.17.5, false",
    "ipv4, 192.0.2.9999999999, false",
    "ipv6, 2001:db8::1, true",
    "ipv6, ::, true",
    "ipv6, 2001:db8:0:0:0:0:0:1, true",
    "ipv6, 2001:db8:0:0:0:0:1, false",
    "ipv6, 2001:db8::1::2, false",
    "ipv6, 1:2:3:4:5:6:7:8::, false",
    "ipv6, fe80::g, false",
    "ipv6, 192.0.2.1, false",
    "cidr, 192.0.2.0/24, true",
    "cidr, 192.0.2.0/33, false",
    "cidr, 2001:db8::/48, true",
    "cidr, 2001:db8::/129, false",
    "cidr, 192.0.2.0, false",
    "cidr, 192.0.2.0/, false",
    "domain, bank.example, true",
    "domain, bank.example., true",
    "domain, bánk.example, true",
    "domain, -bank.example, false",
    "domain, bank, false",
    "url, https://bank.example/login?x=1, true",
    "url, bank.example/login, false",
    "email, joe@mail.example, true",
    "email, joe@@mail.example, false",
    "email, joe, false",
    "phone_e164, +29932123456, true",
    "phone_e164, 0032123456, false",
    "imsi, 001010123456789, true",
    "imsi, 12, false",
    "imei, 490154203237518, true",
    "iccid, 8944000000000000001, true",
    "mac, 00:00:5e:00:53:01, true",
    "mac, 00-00-5E-00-53-01, true",
    "mac, 00:00:5e:00:53, false",
    "asn, AS64500, true",
    "asn, 64500, true",
    "asn, ASX, false",
    "file_hash, d41d8cd98f00b204e9800998ecf8427e, true",
    "file_hash, xyz, false",
    "wallet_address, bc1qexampleexample, true",
    "wallet_address, short, false",
    "tx_hash, 0123456789abcdef, true",
    "account_id, 4711, true",
    "account_id, '', false",
    "other, '', false"
  })
  void formsAreToldApart(String kind, String value, boolean good) {
    assertEquals(good, Identifiers.isWellFormed(new Identifier(kind, value, "")));
  }

  @ParameterizedTest
  @CsvSource({
    "handle, joe, 2031-01-01, true",
    "handle, joe, '', false",
    "handle, joe, yesterday, false",
    "wallet_address, bc1qexample, bitcoin, true",
    "wallet_address, bc1qexample, '', false",
    "file_hash, d41d8cd98f00b204e9800998ecf8427e, md5, true",
    "file_hash, d41d8cd98f00b204e9800998ecf8427e, sha-256, false",
    "file_hash, d41d8cd98f00b204e9800998ecf8427e, '', false",
    "domain, bank.example, '', true"
  })
  void someKindsNeedAQualifier(String kind, String value, String qualifier, boolean good) {
    assertEquals(good, Identifiers.hasQualifier(new Identifier(kind, value, qualifier)));
  }

  @ParameterizedTest
  @CsvSource({
    "cidr, 192.0.2.0/24, false",
    "cidr, 192.0.2.0/23, true",
    "cidr, 2001:db8::/48, false",
    "cidr, 2001:db8::/47, true",
    "cidr, nonsense, false",
    "ipv4, 192.0.2.1, false"
  })
  void wideRangesAreBroad(String kind, String value, boolean broad) {
    assertEquals(broad, Identifiers.isBroad(new Identifier(kind, value, "")));
  }

  @Test
  void addressesOfBothFamiliesAreAddresses() {
    assertEquals(true, Identifiers.isIp("192.0.2.1"));
    assertEquals(true, Identifiers.isIp("2001:db8::1"));
    assertEquals(false, Identifiers.isIp("bank.example"));
  }
}
