package org.vigilmesh.engine;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The invented countries of all runs: their keys take longer to make than a run lasts. */
final class SimulatedCountries {
  private static final Instant SINCE = MessageFixtures.NOW.minus(Duration.ofDays(60));
  private static final List<Country> HASHED = new ArrayList<>();
  private static final List<Country> REAL = new ArrayList<>();

  private SimulatedCountries() {}

  /** The first {@code count} of them; {@code real}: with signing pairs that really sign. */
  static synchronized List<Country> first(int count, boolean real) {
    List<Country> made = real ? REAL : HASHED;
    while (made.size() < count) {
      NodeRef ref = new NodeRef(new NodeId("x" + (char) ('a' + made.size())), 1);
      Bytes seed = Digest.sha256(Bytes.utf8(ref.toString())).bytes();
      made.add(
          new Country(
              new Crypto(new Drawn(ref.toString().hashCode())),
              real ? Optional.empty() : Optional.of(new CertificatePair(seed, seed)),
              ref,
              SINCE,
              List.of("first.officer", "second.officer")));
    }
    return List.copyOf(made.subList(0, count));
  }

  /** The same bytes in every process, so that a seed is the same course everywhere. */
  private static final class Drawn extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final Random random;

    Drawn(long seed) {
      this.random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }
  }
}
