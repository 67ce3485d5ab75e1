package org.vigilmesh.evidence;

import java.util.List;
import java.util.Map;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.Fingerprint;
import org.vigilmesh.identity.NodeId;

/** What the reader knows of anchors from elsewhere than the file. */
public interface Trusted {
  /** Nothing is known. */
  Trusted NOTHING = _ -> Answer.UNCHECKED;

  /** Whether this is the State's anchor; UNCHECKED where nothing is known of that node. */
  Answer judge(Anchor anchor);

  /** What somebody typed who had it from an independent source. */
  static Trusted typed(Map<NodeId, Fingerprint> fingerprints) {
    Map<NodeId, Fingerprint> known = Map.copyOf(fingerprints);
    return anchor ->
        known.containsKey(anchor.node().node())
            ? Answer.of(anchor.fingerprint().equals(known.get(anchor.node().node())))
            : Answer.UNCHECKED;
  }

  /** Anchors that the reader holds already. */
  static Trusted held(List<Anchor> anchors) {
    List<Anchor> known = List.copyOf(anchors);
    return anchor -> {
      boolean isKnown = known.stream().anyMatch(one -> one.node().equals(anchor.node()));
      return isKnown ? Answer.of(known.contains(anchor)) : Answer.UNCHECKED;
    };
  }
}
