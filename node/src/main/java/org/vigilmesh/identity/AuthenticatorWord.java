package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * The bytes that an authenticator signs (WebAuthn, section 6.1): hash of the relying party, flags,
 * counter. Nothing asks for extensions here, so an assertion has exactly these 37 bytes.
 */
final class AuthenticatorWord {
  private static final int SIZE = 37;
  private static final int USER_PRESENT = 0x01;
  private static final int USER_VERIFIED = 0x04;
  private static final int BACKUP_ELIGIBLE = 0x08;
  private static final int BACKED_UP = 0x10;
  private static final int ATTESTED_CREDENTIAL = 0x40;
  private static final int EXTENSIONS = 0x80;

  private AuthenticatorWord() {}

  /**
   * Whether {@code data} is of {@code credential}'s relying party, its person present and verified,
   * and eligible for backup just where the roster says that the passkey is synced. The counter is a
   * hint only, since synced passkeys have none; it is not looked at.
   */
  static boolean isOf(Bytes data, Credential credential) {
    if (data.size() != SIZE) {
      return false;
    }
    int flags = data.at(Digest.SIZE);
    boolean isSynced = credential.kind() == Credential.Kind.SYNCED;
    return Digest.sha256(Bytes.utf8(credential.relyingParty()))
            .bytes()
            .equals(data.slice(0, Digest.SIZE))
        && has(flags, USER_PRESENT)
        && has(flags, USER_VERIFIED)
        && has(flags, BACKUP_ELIGIBLE) == isSynced
        && (isSynced || !has(flags, BACKED_UP))
        && !has(flags, ATTESTED_CREDENTIAL)
        && !has(flags, EXTENSIONS);
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
