package org.vigilmesh.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.config.Readers;
import org.vigilmesh.config.YamlFile.Section;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.proto.v1.EnrolledPasskey;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/** Officers' passkeys in roster drafts, and as a node lists those that wait. */
final class Passkeys {
  private Passkeys() {}

  static String yaml(Credential passkey) {
    return "      - id: "
        + Presentation.quoted(passkey.id().bytes().hex())
        + "\n        public_key: "
        + Presentation.quoted(passkey.publicKey().hex())
        + "\n        kind: "
        + RosterDraft.code(passkey.kind())
        + "\n        relying_party: "
        + passkey.relyingParty()
        + "\n        origins: "
        + Presentation.list(passkey.origins())
        + "\n";
  }

  static List<Credential> read(Section officer) {
    List<Credential> passkeys = new ArrayList<>();
    for (Section one : officer.sections("passkeys")) {
      find(one).ifPresent(passkeys::add);
    }
    return passkeys;
  }

  private static Optional<Credential> find(Section one) {
    Optional<Bytes> id = one.required("id", Bytes::fromHex, "credential");
    Optional<Bytes> key = one.required("public_key", Bytes::fromHex, "public_key");
    Optional<Credential.Kind> kind = one.required("kind", Passkeys::kind, "passkey_kind");
    Optional<String> party = one.required("relying_party", Readers::text, "text");
    List<String> origins = one.list("origins", Readers::text, "text");
    if (id.isEmpty() || key.isEmpty() || kind.isEmpty() || party.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(passkey(id.get(), key.get(), kind.get(), party.get(), origins));
    } catch (InvalidValue e) {
      one.wrong("id", String.valueOf(e.getMessage()), "credential");
      return Optional.empty();
    }
  }

  private static Credential.Kind kind(String text) {
    return Arrays.stream(Credential.Kind.values())
        .filter(kind -> kind != Credential.Kind.FILE && RosterDraft.code(kind).equals(text))
        .findFirst()
        .orElseThrow(() -> new InvalidValue("device_bound or synced"));
  }

  private static Credential passkey(
      Bytes id, Bytes key, Credential.Kind kind, String party, List<String> origins) {
    return new Credential(
        new CredentialId(id), key, Credential.Algorithm.ES256, kind, party, origins);
  }

  /** What the node says of a passkey that waits. */
  static Credential of(EnrolledPasskey in) {
    return passkey(
        Bytes.of(in.getCredential().toByteArray()),
        Bytes.of(in.getPublicKey().toByteArray()),
        kind(in.getKind()),
        in.getRelyingParty(),
        in.getOriginsList());
  }
}
