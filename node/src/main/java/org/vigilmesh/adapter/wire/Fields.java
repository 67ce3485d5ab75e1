package org.vigilmesh.adapter.wire;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.proto.v1.Lane;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/** What several messages share (common.proto): each with its way out and its way back. */
final class Fields {
  /** More room than any later version is likely to need. */
  static final int EXTENSIONS_MAX = 16;

  private Fields() {}

  static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.toArray());
  }

  static Bytes bytes(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }

  static ByteString digest(Digest digest) {
    return bytes(digest.bytes());
  }

  static Digest digest(ByteString bytes) {
    InvalidValue.unless(bytes.size() == Digest.SIZE, "a digest has 32 bytes");
    return new Digest(bytes(bytes));
  }

  static ByteString pair(PairId pair) {
    return digest(pair.digest());
  }

  static PairId pair(ByteString bytes) {
    return new PairId(digest(bytes));
  }

  static long seconds(Instant at) {
    Check.that(Seconds.isWhole(at), "signed objects hold whole seconds");
    return at.getEpochSecond();
  }

  static Instant instant(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }

  static org.vigilmesh.proto.v1.NodeRef node(NodeRef node) {
    return org.vigilmesh.proto.v1.NodeRef.newBuilder()
        .setNode(node.node().text())
        .setEpoch(node.epoch())
        .build();
  }

  static NodeRef node(org.vigilmesh.proto.v1.NodeRef node) {
    return new NodeRef(new NodeId(node.getNode()), node.getEpoch());
  }

  static org.vigilmesh.proto.v1.Incarnation incarnation(Incarnation incarnation) {
    return org.vigilmesh.proto.v1.Incarnation.newBuilder()
        .setNumber(incarnation.number())
        .setRandom(bytes(incarnation.random()))
        .build();
  }

  static Incarnation incarnation(org.vigilmesh.proto.v1.Incarnation incarnation) {
    return new Incarnation(incarnation.getNumber(), bytes(incarnation.getRandom()));
  }

  static org.vigilmesh.proto.v1.Urgency urgency(Urgency urgency) {
    return switch (urgency) {
      case EMERGENCY -> org.vigilmesh.proto.v1.Urgency.URGENCY_EMERGENCY;
      case URGENT -> org.vigilmesh.proto.v1.Urgency.URGENCY_URGENT;
      case ROUTINE -> org.vigilmesh.proto.v1.Urgency.URGENCY_ROUTINE;
    };
  }

  static Urgency urgency(org.vigilmesh.proto.v1.Urgency urgency) {
    return switch (urgency) {
      case URGENCY_EMERGENCY -> Urgency.EMERGENCY;
      case URGENCY_URGENT -> Urgency.URGENT;
      case URGENCY_ROUTINE -> Urgency.ROUTINE;
      case URGENCY_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("no such urgency");
    };
  }

  static Lane lane(LaneId lane) {
    return Lane.newBuilder()
        .setFrom(node(lane.from()))
        .setTo(node(lane.to()))
        .setUrgency(urgency(lane.urgency()))
        .setIncarnation(incarnation(lane.incarnation()))
        .build();
  }

  static LaneId lane(Lane lane) {
    return new LaneId(
        node(lane.getFrom()),
        node(lane.getTo()),
        urgency(lane.getUrgency()),
        incarnation(lane.getIncarnation()));
  }

  static org.vigilmesh.proto.v1.Position position(Position position) {
    return org.vigilmesh.proto.v1.Position.newBuilder()
        .setSeq(position.seq())
        .setHash(digest(position.hash()))
        .build();
  }

  static Position position(org.vigilmesh.proto.v1.Position position) {
    return new Position(position.getSeq(), digest(position.getHash()));
  }

  static org.vigilmesh.proto.v1.CertificatePair certificates(CertificatePair pair) {
    return org.vigilmesh.proto.v1.CertificatePair.newBuilder()
        .setP256(bytes(pair.p256()))
        .setMlDsa(bytes(pair.mlDsa()))
        .build();
  }

  static CertificatePair certificates(org.vigilmesh.proto.v1.CertificatePair pair) {
    return new CertificatePair(bytes(pair.getP256()), bytes(pair.getMlDsa()));
  }

  static org.vigilmesh.proto.v1.Endorsement endorsement(Endorsement endorsement) {
    return org.vigilmesh.proto.v1.Endorsement.newBuilder()
        .setOfficer(endorsement.officer().text())
        .setCredential(bytes(endorsement.credential().bytes()))
        .setProof(bytes(endorsement.proof()))
        .build();
  }

  static Endorsement endorsement(org.vigilmesh.proto.v1.Endorsement endorsement) {
    return new Endorsement(
        new OfficerId(endorsement.getOfficer()),
        new CredentialId(bytes(endorsement.getCredential())),
        bytes(endorsement.getProof()));
  }

  static List<org.vigilmesh.proto.v1.Extension> extensions(List<Extension> extensions) {
    return extensions.stream().map(Fields::extension).toList();
  }

  /** The way back of {@link #extensions}; two methods of one name would erase to the same. */
  static List<Extension> known(List<org.vigilmesh.proto.v1.Extension> extensions) {
    InvalidValue.unless(extensions.size() <= EXTENSIONS_MAX, "too many extensions");
    return extensions.stream()
        .map(e -> new Extension(e.getId(), e.getCritical(), bytes(e.getContent())))
        .toList();
  }

  /** Whether {@code extension} (a generated one) must be known; version 1 knows none. */
  static boolean isCritical(Object extension) {
    return extension instanceof org.vigilmesh.proto.v1.Extension e && e.getCritical();
  }

  private static org.vigilmesh.proto.v1.Extension extension(Extension extension) {
    return org.vigilmesh.proto.v1.Extension.newBuilder()
        .setId(extension.id())
        .setCritical(extension.critical())
        .setContent(bytes(extension.content()))
        .build();
  }
}
