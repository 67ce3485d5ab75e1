package org.vigilmesh.adapter.wire;

import org.vigilmesh.envelope.Format;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.proto.v1.IdentityProto;
import org.vigilmesh.value.InvalidValue;

/** What the roster authorities endorse (identity.proto): a roster with its officers. */
final class RosterFields {
  private RosterFields() {}

  static IdentityProto.Roster roster(Roster roster) {
    return IdentityProto.Roster.newBuilder()
        .setFormat(Format.VERSION)
        .setSuite(Format.SUITE)
        .setNode(Fields.node(roster.node()))
        .setVersion(roster.version())
        .setPrevious(Fields.digest(roster.previous()))
        .setIssuedAt(Fields.seconds(roster.issuedAt()))
        .setValidTo(Fields.seconds(roster.validTo()))
        .addAllOfficers(roster.officers().stream().map(RosterFields::officer).toList())
        .addAllExtensions(Fields.extensions(roster.extensions()))
        .build();
  }

  static Roster roster(IdentityProto.Roster roster) {
    return new Roster(
        Fields.node(roster.getNode()),
        roster.getVersion(),
        Fields.digest(roster.getPrevious()),
        Fields.instant(roster.getIssuedAt()),
        Fields.instant(roster.getValidTo()),
        roster.getOfficersList().stream().map(RosterFields::officer).toList(),
        Fields.known(roster.getExtensionsList()));
  }

  private static IdentityProto.Officer officer(Officer officer) {
    return IdentityProto.Officer.newBuilder()
        .setId(officer.id().text())
        .setName(officer.name())
        .setRole(role(officer.role()))
        .setFrom(Fields.seconds(officer.from()))
        .setTo(Fields.seconds(officer.to()))
        .addAllCredentials(officer.credentials().stream().map(RosterFields::credential).toList())
        .build();
  }

  private static Officer officer(IdentityProto.Officer officer) {
    return new Officer(
        new OfficerId(officer.getId()),
        officer.getName(),
        role(officer.getRole()),
        Fields.instant(officer.getFrom()),
        Fields.instant(officer.getTo()),
        officer.getCredentialsList().stream().map(RosterFields::credential).toList());
  }

  private static IdentityProto.Credential credential(Credential credential) {
    return IdentityProto.Credential.newBuilder()
        .setId(Fields.bytes(credential.id().bytes()))
        .setPublicKey(Fields.bytes(credential.publicKey()))
        .setAlgorithm(algorithm(credential.algorithm()))
        .setKind(kind(credential.kind()))
        .setRelyingParty(credential.relyingParty())
        .addAllOrigins(credential.origins())
        .build();
  }

  private static Credential credential(IdentityProto.Credential credential) {
    return new Credential(
        new CredentialId(Fields.bytes(credential.getId())),
        Fields.bytes(credential.getPublicKey()),
        algorithm(credential.getAlgorithm()),
        kind(credential.getKind()),
        credential.getRelyingParty(),
        credential.getOriginsList());
  }

  private static IdentityProto.Officer.Role role(Officer.Role role) {
    return switch (role) {
      case OFFICER -> IdentityProto.Officer.Role.ROLE_OFFICER;
      case SUPERVISOR -> IdentityProto.Officer.Role.ROLE_SUPERVISOR;
      case CENTRAL_AUTHORITY -> IdentityProto.Officer.Role.ROLE_CENTRAL_AUTHORITY;
      case ADMINISTRATOR, AUDITOR -> throw new InvalidValue("local roles stand in no roster");
    };
  }

  private static Officer.Role role(IdentityProto.Officer.Role role) {
    return switch (role) {
      case ROLE_OFFICER -> Officer.Role.OFFICER;
      case ROLE_SUPERVISOR -> Officer.Role.SUPERVISOR;
      case ROLE_CENTRAL_AUTHORITY -> Officer.Role.CENTRAL_AUTHORITY;
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("no such role");
    };
  }

  private static IdentityProto.Credential.Algorithm algorithm(Credential.Algorithm algorithm) {
    return switch (algorithm) {
      case ED25519 -> IdentityProto.Credential.Algorithm.ALGORITHM_ED25519;
      case ES256 -> IdentityProto.Credential.Algorithm.ALGORITHM_ES256;
    };
  }

  private static Credential.Algorithm algorithm(IdentityProto.Credential.Algorithm algorithm) {
    return switch (algorithm) {
      case ALGORITHM_ED25519 -> Credential.Algorithm.ED25519;
      case ALGORITHM_ES256 -> Credential.Algorithm.ES256;
      case ALGORITHM_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("no such algorithm");
    };
  }

  private static IdentityProto.Credential.Kind kind(Credential.Kind kind) {
    return switch (kind) {
      case DEVICE_BOUND -> IdentityProto.Credential.Kind.KIND_DEVICE_BOUND;
      case SYNCED -> IdentityProto.Credential.Kind.KIND_SYNCED;
      case FILE -> IdentityProto.Credential.Kind.KIND_FILE;
    };
  }

  private static Credential.Kind kind(IdentityProto.Credential.Kind kind) {
    return switch (kind) {
      case KIND_DEVICE_BOUND -> Credential.Kind.DEVICE_BOUND;
      case KIND_SYNCED -> Credential.Kind.SYNCED;
      case KIND_FILE -> Credential.Kind.FILE;
      case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("no such kind of credential");
    };
  }
}
