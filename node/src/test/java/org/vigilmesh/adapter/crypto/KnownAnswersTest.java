package org.vigilmesh.adapter.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.junit.jupiter.api.Test;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

final class KnownAnswersTest {
  @Test
  void sha2OfFips180() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Digest.sha256(Bytes.utf8("abc")).hex());
    assertEquals(
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        Digest.sha512(Bytes.utf8("abc")).hex());
  }

  @Test
  void hkdfOfRfc5869() {
    byte[] made =
        Hkdf.derive(
            Bytes.fromHex("0b".repeat(22)).toArray(),
            Bytes.fromHex("000102030405060708090a0b0c").toArray(),
            Bytes.fromHex("f0f1f2f3f4f5f6f7f8f9").toArray(),
            42);
    assertEquals(
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        Bytes.of(made).hex());
  }

  @Test
  void aesGcmOfTheSpecification() {
    byte[] zeros = new byte[32];
    byte[] nonce = new byte[12];
    assertEquals(
        "530f8afbc74536b9a963b4f1c4cb738b",
        Bytes.of(AesGcm.encrypt(zeros, nonce, Bytes.EMPTY, new byte[0])).hex());
    assertEquals(
        "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919",
        Bytes.of(AesGcm.encrypt(zeros, nonce, Bytes.EMPTY, new byte[16])).hex());
  }

  @Test
  void deterministicEcdsaOfRfc6979() {
    ECPrivateKeyParameters key =
        new ECPrivateKeyParameters(
            new BigInteger("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721", 16),
            new ECNamedDomainParameters(
                SECObjectIdentifiers.secp256r1,
                CustomNamedCurves.getByOID(SECObjectIdentifiers.secp256r1)));
    assertEquals(
        "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        P256.sign(key, Bytes.utf8("sample")).hex());
  }

  @Test
  void ed25519KeyOfRfc8032() {
    assertEquals(
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        FileSignature.publicKey(
                Bytes.fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
                    .toArray())
            .hex());
  }
}
