package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.util.Base64;
import java.util.Optional;
import org.vigilmesh.identity.PasskeyProof;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** What a browser's passkey hands in, as fields of a form, each in base64url without padding. */
final class Assertions {
  /** More than any field of an assertion has. */
  private static final int FIELD_MAX = 8 * 1024;

  private Assertions() {}

  /** {@link InvalidValue} for what is missing, too long or no base64url. */
  static Bytes bytes(Context ctx, String field) {
    String text = Optional.ofNullable(ctx.formParam(field)).orElse("");
    InvalidValue.unless(!text.isEmpty() && text.length() <= FIELD_MAX, field);
    try {
      return Bytes.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException _) {
      throw new InvalidValue(field + " is no base64url");
    }
  }

  /** The proof of an endorsement, from the three parts of an assertion. */
  static Bytes proof(Context ctx) {
    return new PasskeyProof(
            bytes(ctx, "authenticator"), bytes(ctx, "client"), bytes(ctx, "signature"))
        .bytes();
  }

  static String text(Bytes bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
  }
}
