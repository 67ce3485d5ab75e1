package org.vigilmesh.adapter.wire;

import org.vigilmesh.envelope.Format;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.proto.v1.IdentityProto;

/** What a node signs daily (identity.proto): its key set. */
final class KeySetFields {
  private KeySetFields() {}

  static IdentityProto.KeySet keySet(KeySet keySet) {
    return IdentityProto.KeySet.newBuilder()
        .setFormat(Format.VERSION)
        .setSuite(Format.SUITE)
        .setNode(Fields.node(keySet.node()))
        .setCard(Fields.digest(keySet.card()))
        .setCardVersion(keySet.cardVersion())
        .setVersion(keySet.version())
        .setPrevious(Fields.digest(keySet.previous()))
        .setIssuedAt(Fields.seconds(keySet.issuedAt()))
        .setValidTo(Fields.seconds(keySet.validTo()))
        .addAllEndpoints(keySet.endpoints().stream().map(KeySetFields::endpoint).toList())
        .addAllTransportPins(keySet.transportPins().stream().map(Fields::digest).toList())
        .addAllSealingKeys(keySet.sealingKeys().stream().map(KeySetFields::sealingKey).toList())
        .setRosterVersion(keySet.rosterVersion())
        .setRoster(Fields.digest(keySet.roster()))
        .setIncarnation(Fields.incarnation(keySet.incarnation()))
        .setFormatMin(keySet.formatMin())
        .setFormatMax(keySet.formatMax())
        .addAllExtensions(Fields.extensions(keySet.extensions()))
        .build();
  }

  static KeySet keySet(IdentityProto.KeySet keySet) {
    return new KeySet(
        Fields.node(keySet.getNode()),
        Fields.digest(keySet.getCard()),
        keySet.getCardVersion(),
        keySet.getVersion(),
        Fields.digest(keySet.getPrevious()),
        Fields.instant(keySet.getIssuedAt()),
        Fields.instant(keySet.getValidTo()),
        keySet.getEndpointsList().stream().map(KeySetFields::endpoint).toList(),
        keySet.getTransportPinsList().stream().map(Fields::digest).toList(),
        keySet.getSealingKeysList().stream().map(KeySetFields::sealingKey).toList(),
        keySet.getRosterVersion(),
        Fields.digest(keySet.getRoster()),
        Fields.incarnation(keySet.getIncarnation()),
        keySet.getFormatMin(),
        keySet.getFormatMax(),
        Fields.known(keySet.getExtensionsList()));
  }

  private static IdentityProto.Endpoint endpoint(KeySet.Endpoint endpoint) {
    return IdentityProto.Endpoint.newBuilder()
        .setHost(endpoint.host())
        .setPort(endpoint.port())
        .build();
  }

  private static KeySet.Endpoint endpoint(IdentityProto.Endpoint endpoint) {
    return new KeySet.Endpoint(endpoint.getHost(), endpoint.getPort());
  }

  private static IdentityProto.SealingKey sealingKey(KeySet.SealingKey key) {
    return IdentityProto.SealingKey.newBuilder()
        .setId(Fields.digest(key.id()))
        .setPublicKey(Fields.bytes(key.publicKey()))
        .setFrom(Fields.seconds(key.from()))
        .setTo(Fields.seconds(key.to()))
        .build();
  }

  private static KeySet.SealingKey sealingKey(IdentityProto.SealingKey key) {
    return new KeySet.SealingKey(
        Fields.digest(key.getId()),
        Fields.bytes(key.getPublicKey()),
        Fields.instant(key.getFrom()),
        Fields.instant(key.getTo()));
  }
}
