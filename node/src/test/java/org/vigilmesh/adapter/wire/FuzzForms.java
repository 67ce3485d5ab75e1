package org.vigilmesh.adapter.wire;

import java.security.SecureRandom;
import java.util.List;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.identity.Card;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.value.Bytes;

/** Fuzz targets for what peers sign and seal: refused, or the one form of what was read. */
public final class FuzzForms {
  private static final WireCodec CODEC = new WireCodec();
  private static final Verifier VERIFIER = new Crypto(new SecureRandom()).verifier();

  private FuzzForms() {}

  private static void read(byte[] input, List<Form<?>> forms) {
    Bytes bytes = Bytes.of(input);
    forms.forEach(form -> read(bytes, form));
  }

  private static <T> void read(Bytes bytes, Form<T> form) {
    if (form.decode(bytes) instanceof Decoded.Value<T>(T value)) {
      if (!form.encode(value).equals(bytes)) {
        throw new AssertionError("read from bytes that are not its own: " + value);
      }
      if (value instanceof Card card) {
        VERIFIER.isConsistent(card.anchor());
      }
    }
  }

  /** A statement in all its layers, and the act inside. */
  public static final class Statement {
    private Statement() {}

    public static void fuzzerTestOneInput(byte[] input) {
      read(
          input,
          List.of(
              CODEC.sealed(),
              CODEC.sealedHeader(),
              CODEC.statement(),
              CODEC.signedHeader(),
              CODEC.header(),
              CODEC.body(),
              CODEC.act()));
    }
  }

  /** What a peer answers. */
  public static final class Receipt {
    private Receipt() {}

    public static void fuzzerTestOneInput(byte[] input) {
      read(
          input,
          List.of(
              CODEC.signedReceipt(),
              CODEC.receipt(),
              CODEC.signedRefusal(),
              CODEC.refusal(),
              CODEC.signedIncarnationStart(),
              CODEC.incarnationStart()));
    }
  }

  /** Who a peer is; certificates of its anchor included. */
  public static final class Cards {
    private Cards() {}

    public static void fuzzerTestOneInput(byte[] input) {
      read(
          input,
          List.of(
              CODEC.signedCard(),
              CODEC.card(),
              CODEC.identityBundle(),
              CODEC.signedAnchorRollover(),
              CODEC.anchorRollover()));
    }
  }

  /** What changes daily, and the roster. */
  public static final class KeySets {
    private KeySets() {}

    public static void fuzzerTestOneInput(byte[] input) {
      read(
          input,
          List.of(CODEC.signedKeySet(), CODEC.keySet(), CODEC.endorsedRoster(), CODEC.roster()));
    }
  }
}
