package org.vigilmesh.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.envelope.StatementId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Transport.LinkId;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Seconds;
import org.vigilmesh.value.Urgency;

/**
 * Somebody with a node's stolen keys: signs and seals what its engine would not, and offers it on
 * the node's own open link. A next statement follows what the victim holds.
 */
final class Forger {
  private final Mesh mesh;
  private final Mesh.Member as;
  private final Mesh.Member victim;

  Forger(Mesh mesh, Mesh.Member as, Mesh.Member victim) {
    this.mesh = mesh;
    this.as = as;
    this.victim = victim;
  }

  /** A statement with its place, ready to be offered. */
  record Forged(StatementHeader header, Frame.Offered offered, Bytes signed, Bytes body) {}

  Forged statement(Act act, List<String> officers) {
    return statement(body(act, officers), act);
  }

  StatementBody body(Act act, List<String> officers) {
    Bytes bytes = Country.CODEC.act().encode(act);
    List<Endorsement> endorsements =
        officers.stream().map(name -> as.country.endorse(name, Act.endorsedDigest(bytes))).toList();
    return new StatementBody(mesh.fresh(32), bytes, endorsements, 1, List.of());
  }

  Forged statement(StatementBody body, Act act) {
    return statement(Country.CODEC.body().encode(body), header(act));
  }

  /** The header of the next statement in the lane of {@code act}; its body's digest is not set. */
  StatementHeader header(Act act) {
    LaneId lane = lane(act.urgency());
    Position last =
        victim.store.read(view -> view.lane(lane)).map(LaneRow::last).orElse(Position.START);
    return new StatementHeader(
        Format.VERSION,
        Format.SUITE,
        new StatementId(ActId.of(mesh.now(), mesh.fresh(10)).bytes()),
        new StatementHeader.Sender(
            as.ref(), as.country.card.hash(), keySetHash(), as.country.certificates.id()),
        victim.ref(),
        act.urgency(),
        lane.incarnation(),
        last.seq() + 1,
        last.hash(),
        Seconds.whole(mesh.now()),
        act.notAfter(),
        Digest.ZERO,
        StatementHeader.Seen.NOTHING,
        Digest.sha512(Bytes.EMPTY),
        List.of());
  }

  LaneId lane(Urgency urgency) {
    return new LaneId(
        as.ref(),
        victim.ref(),
        urgency,
        as.store.read(view -> view.life()).orElseThrow().incarnation());
  }

  private Digest keySetHash() {
    return victim
        .store
        .read(view -> view.newestIdentity(as.ref().node(), IdentityKind.KEY_SET))
        .orElseThrow()
        .hash();
  }

  /** Signs {@code header} over {@code body} and seals both to the victim. */
  Forged statement(Bytes body, StatementHeader header) {
    StatementHeader over =
        org.vigilmesh.message.MessageFixtures.with(header, "bodyDigest", Digest.sha512(body));
    Bytes bytes = Country.CODEC.header().encode(over);
    Signatures signatures =
        Country.CRYPTO
            .signer(as.country.signing, as.country.certificates)
            .sign(Purpose.STATEMENT, over.createdAt(), bytes);
    Signed<StatementHeader> signed = new Signed<>(over, bytes, signatures);
    Bytes plain = Country.CODEC.statement().encode(new Statement(signed, body));
    Bytes sealed =
        Country.CODEC
            .sealed()
            .encode(
                Country.CRYPTO
                    .sealer(Country.CODEC.sealedHeader())
                    .seal(victim.ref(), sealingKey(), plain));
    Position place = new Position(over.seq(), signed.hash());
    return new Forged(
        over,
        new Frame.Offered(over.incarnation(), place, sealed),
        Country.CODEC.signedHeader().encode(signed),
        body);
  }

  KeySet.SealingKey sealingKey() {
    Bytes container =
        as.store
            .read(view -> view.newestIdentity(victim.ref().node(), IdentityKind.KEY_SET))
            .orElseThrow()
            .container();
    Signed<KeySet> keys = Country.CODEC.signedKeySet().decode(container).find().orElseThrow();
    return keys.value().findSealingKey(mesh.now()).orElseThrow();
  }

  /** Hands the statement over on the open link; the victim has judged it once the mesh settled. */
  void offer(Forged... all) {
    List<Frame.Offered> offered = new ArrayList<>();
    for (Forged one : all) {
      offered.add(one.offered());
    }
    send(new Frame.Statements(all[0].header().lane(), offered));
  }

  void send(Frame frame) {
    Optional<LinkId> link = victim.links.findLinkWith(as);
    victim.links.hand(link.orElseThrow(), frame);
  }
}
