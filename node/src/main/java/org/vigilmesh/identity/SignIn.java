package org.vigilmesh.identity;

import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;

/** The challenges of a desk that are no act: labelled, so that none can stand for another. */
public final class SignIn {
  /** What a desk draws for each challenge. */
  public static final int RANDOM_SIZE = 32;

  private static final Bytes SIGN_IN = Bytes.utf8("vigil/sign-in/v1");
  private static final Bytes ENROL = Bytes.utf8("vigil/enrol/v1");

  private SignIn() {}

  /** What an officer's passkey signs to be let in at {@code node}'s desk. */
  public static Digest challenge(NodeRef node, Bytes random) {
    return labelled(SIGN_IN, node, random);
  }

  /** What a new passkey signs to show that it can, before it is put before the authorities. */
  public static Digest enrolment(NodeRef node, Bytes random) {
    return labelled(ENROL, node, random);
  }

  private static Digest labelled(Bytes label, NodeRef node, Bytes random) {
    InvalidValue.unless(random.size() == RANDOM_SIZE, "a challenge holds 32 random bytes");
    Bytes name = Bytes.utf8(node.node().text());
    return Digest.sha256(label, Bytes.u64(node.epoch()), Bytes.u64(name.size()), name, random);
  }
}
