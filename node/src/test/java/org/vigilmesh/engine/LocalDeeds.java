package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.stream.Stream;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.casework.CaseEvent.Local;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Administration.CaseDeed;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** Deeds of one member's officers in any of its cases, signed and handed over. */
final class LocalDeeds {
  private final Mesh mesh;
  private final Mesh.Member at;
  private final Mesh.Member peer;

  LocalDeeds(Mesh mesh, Mesh.Member at, Mesh.Member peer) {
    this.mesh = mesh;
    this.at = at;
    this.peer = peer;
  }

  Done hand(CaseId caseId, Deed deed, String words, String... officers) {
    List<Digest> seen =
        at.engine
            .submissions()
            .draftContext(peer.ref().node(), caseId)
            .flatMap(context -> context.about())
            .map(about -> about.latest())
            .orElse(List.of());
    Digest signed = Local.endorsedDigest(caseId, at.ref(), deed, Local.NO_END, seen, words);
    CaseDeed word =
        new CaseDeed(
            caseId,
            peer.ref().node(),
            Urgency.URGENT,
            deed,
            Local.NO_END,
            seen,
            words,
            Stream.of(officers).map(one -> at.country.endorse(one, signed)).toList());
    Done done = at.engine.administration().doDeed(word, "root");
    mesh.settle();
    return done;
  }

  Done.Ok done(CaseId caseId, Deed deed, String words, String... officers) {
    return assertInstanceOf(Done.Ok.class, hand(caseId, deed, words, officers));
  }

  String refused(CaseId caseId, Deed deed, String words, String... officers) {
    return assertInstanceOf(Done.Failed.class, hand(caseId, deed, words, officers)).code();
  }
}
