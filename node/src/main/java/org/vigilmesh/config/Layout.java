package org.vigilmesh.config;

import java.nio.file.Path;
import org.vigilmesh.value.Digest;

/** Where the files of a node lie within its directory. */
public record Layout(Path directory) {
  /** The file that {@code vigil node run} reads. */
  public Path config() {
    return directory.resolve("vigil.yaml");
  }

  /** Sealed private keys of the node: signing, transport, sealing. */
  public Path keys() {
    return directory.resolve("keys");
  }

  /** Opens the sealed keys; mode 0600. */
  public Path passphrase() {
    return keys().resolve("passphrase");
  }

  /** A signing pair's sealed file; {@code id} is the hash of its public keys. */
  public Path signingKey(Digest id) {
    return keys().resolve("signing-" + id.brief() + ".key");
  }

  /** The sealed key that wraps the cases' keys. */
  public Path vaultKey() {
    return keys().resolve("vault.key");
  }

  public Path store() {
    return directory.resolve("vigil.db");
  }

  /** The keys of the cases, outside the store and its backup. */
  public Path vault() {
    return directory.resolve("vault");
  }

  /** The first signed card; later versions live in the store. */
  public Path card() {
    return directory.resolve("card.vigil");
  }

  /** The first endorsed roster; later versions live in the store. */
  public Path roster() {
    return directory.resolve("roster.vigil");
  }

  public Path adminSocket() {
    return directory.resolve("admin.sock");
  }
}
