package org.vigilmesh.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.value.InvalidValue;
import org.vigilmesh.value.Seconds;

/**
 * A basis on which a State works, with what the plain list of codes cannot say.
 *
 * @param from since when it binds the State
 * @param to until when, exclusive; null = no end is known
 * @param states with whom, by the two letters of each; empty = with every State that declares it
 * @param reservation whether the State reserved dual criminality on it
 * @param instrument its title, for people; may be empty
 */
public record DeclaredBasis(
    String code,
    Instant from,
    @Nullable Instant to,
    List<String> states,
    boolean reservation,
    String instrument) {
  private static final int STATES_MAX = 250;
  private static final int INSTRUMENT_LENGTH_MAX = 256;

  public DeclaredBasis {
    states = List.copyOf(states);
    InvalidValue.unless(code.matches("[A-Za-z0-9_.-]{1,64}"), "a basis is a code");
    InvalidValue.unless(
        Seconds.isWhole(from) && (to == null || Seconds.isWhole(to)), "whole seconds");
    InvalidValue.unless(to == null || to.isAfter(from), "a basis ends after it begins");
    InvalidValue.unless(states.size() <= STATES_MAX, "too many States");
    for (int i = 0; i < states.size(); i++) {
      InvalidValue.unless(
          states.get(i).matches("[A-Z]{2}")
              && (i == 0 || states.get(i - 1).compareTo(states.get(i)) < 0),
          "States are two letters each, in order, each once");
    }
    InvalidValue.unless(instrument.length() <= INSTRUMENT_LENGTH_MAX, "a title is shorter");
  }

  /** Whether it binds the State at this time. */
  public boolean standsAt(Instant at) {
    return !at.isBefore(from) && (to == null || at.isBefore(to));
  }
}
