package org.vigilmesh.adapter.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Urgency;

/** The small values that frames and admin calls share; what is not one is an InvalidValue. */
final class Scalars {
  private Scalars() {}

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
      case URGENCY_UNSPECIFIED, UNRECOGNIZED -> throw new InvalidValue("unknown urgency");
    };
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

  static Bytes bytes(ByteString bytes) {
    return Bytes.of(bytes.toByteArray());
  }

  /** The array is a copy already; nobody else holds it. */
  static ByteString bytes(Bytes bytes) {
    return UnsafeByteOperations.unsafeWrap(bytes.toArray());
  }

  static Digest digest(ByteString bytes) {
    return new Digest(bytes(bytes));
  }

  /** An unsigned number of 64 bits that fits our signed one. */
  static long count(long number) {
    InvalidValue.unless(number >= 0, "number too large");
    return number;
  }
}
