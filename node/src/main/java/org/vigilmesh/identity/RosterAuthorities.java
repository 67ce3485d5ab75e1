package org.vigilmesh.identity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The people who may enrol officers: at least three Ed25519 public keys, none kept on the node, and
 * how many of them a roster needs.
 */
public record RosterAuthorities(List<Bytes> keys, int threshold) {
  public RosterAuthorities {
    keys = List.copyOf(keys);
    InvalidValue.unless(keys.size() >= 3 && keys.size() <= 16, "3 to 16 roster authorities");
    InvalidValue.unless(new HashSet<>(keys).size() == keys.size(), "authorities are distinct");
    InvalidValue.unless(threshold >= 2 && threshold <= keys.size(), "threshold of at least 2");
    for (Bytes key : keys) {
      InvalidValue.unless(key.size() == 32, "an Ed25519 public key has 32 bytes");
    }
  }

  public Optional<Bytes> findKey(CredentialId id) {
    return keys.stream().filter(k -> CredentialId.ofFileKey(k).equals(id)).findFirst();
  }
}
