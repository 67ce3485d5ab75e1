package org.vigilmesh.delivery;

import java.time.Duration;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Pauses that double from the first to the last, each shortened by up to a half. The jitter is a
 * hash of what pauses and the attempt, so that peers do not retry in step and a run can be
 * repeated.
 */
final class Backoff {
  private Backoff() {}

  /** The pause after {@code attempt} earlier ones. */
  static Duration pause(Object what, int attempt, Policy.Retry retry) {
    long first = retry.first().toMillis();
    long last = retry.last().toMillis();
    long full = attempt >= 30 ? last : Math.min(last, first << attempt);
    Digest hash = Digest.sha256(Bytes.utf8(what.toString()), Bytes.u64(attempt));
    long percent = 50L + (hash.bytes().at(0) & 0xff) % 51;
    return Duration.ofMillis(Math.max(first, full * percent / 100));
  }
}
