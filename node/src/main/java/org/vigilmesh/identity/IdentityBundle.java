package org.vigilmesh.identity;

import java.util.List;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * What one node hands to another before their first link: its chain of signed cards, its newest
 * rosters and key sets, each as its own container, oldest first. The file of {@code card export}.
 */
public record IdentityBundle(List<Bytes> cards, List<Bytes> rosters, List<Bytes> keySets) {
  public IdentityBundle {
    cards = List.copyOf(cards);
    rosters = List.copyOf(rosters);
    keySets = List.copyOf(keySets);
    InvalidValue.unless(!cards.isEmpty(), "a bundle has a card");
    InvalidValue.unless(
        cards.size() + rosters.size() + keySets.size() <= 256, "too many identity objects");
  }
}
