package org.vigilmesh.engine;

import java.time.Instant;
import java.util.List;
import org.vigilmesh.Fixtures;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.evidence.Assembly;
import org.vigilmesh.identity.Card;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.port.Queries;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Seconds;

/** A request and its acknowledgement between two engines, as the asked side can show them. */
public final class SignedCase {
  private final Mesh mesh = new Mesh();
  private final Mesh.Member xa;
  private final Mesh.Member xb;
  private final Matter matter;

  public SignedCase() {
    xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);
    matter = new Matter(mesh, new Letters(mesh), xa, xb);
    matter.request();
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
  }

  public CaseId id() {
    return matter.opening.caseId();
  }

  /** The asking side's next card, which takes {@code key} back from {@code from} on. */
  public Bytes cardRevoking(Bytes key, Instant from) {
    return Country.CODEC
        .signedCard()
        .encode(
            xa.country.card(
                2,
                xa.country.card.hash(),
                List.of(xa.country.certificates),
                List.of(new Card.Revocation(key, from, "lost"))));
  }

  /** The endorsed rosters of the asking and of the asked side. */
  public List<Bytes> rosters() {
    return List.of(roster(xa), roster(xb));
  }

  private static Bytes roster(Mesh.Member of) {
    return Country.CODEC.endorsedRoster().encode(of.country.roster);
  }

  public Queries.CaseEvidence exported() {
    return xb.engine.queries().exportCase(id(), "root").orElseThrow();
  }

  /** The whole case as one file, as the asked side writes it for an officer. */
  public EvidenceFile file() {
    List<Bytes> bodies = opened().stream().map(Queries.OpenedAct::body).toList();
    return Assembly.withBodies(handed(), bodies, Country.CODEC.signedHeader());
  }

  /** The same without content. */
  public EvidenceFile bare() {
    return Assembly.withBodies(handed(), List.of(), Country.CODEC.signedHeader());
  }

  /** What the node hands out, rosters included, before any body is put to it. */
  public EvidenceFile handed() {
    return Assembly.plain(id().bytes(), Seconds.whole(mesh.now()), exported());
  }

  public List<Queries.OpenedAct> opened() {
    var challenge = xb.engine.queries().openingChallenge(id());
    return xb.engine
        .queries()
        .openCase(id(), xb.country.endorse("a.haddad", challenge), "root")
        .orElseThrow()
        .acts();
  }
}
