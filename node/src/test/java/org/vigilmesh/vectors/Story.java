package org.vigilmesh.vectors;

import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.Anchor;
import org.vigilmesh.identity.AnchorRollover;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.RosterAuthorities;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.identity.SigningPair;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Form;
import org.vigilmesh.port.Signer;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Avalon speaks to Borduria: every signed and sealed object once, truly signed and sealed with
 * {@link TestKeys}, the same bytes on every run.
 */
public final class Story {
  public static final WireCodec CODEC = new WireCodec();
  public static final LaneId LANE = Fixtures.lane(Fixtures.XA1, Fixtures.XB1, Urgency.URGENT);

  private static final Instant T = Fixtures.T;

  private final TestKeys keys = new TestKeys();
  private final Map<NodeRef, Anchor> anchors = new HashMap<>();
  private final Map<NodeRef, Signed<Card>> cards = new HashMap<>();
  private final Map<NodeRef, Signed<KeySet>> keySets = new HashMap<>();

  public TestKeys keys() {
    return keys;
  }

  public Anchor anchor(NodeRef node) {
    return anchors.computeIfAbsent(
        node, n -> TestKeys.crypto("anchor").anchor(keys.key(n.node() + " anchor")));
  }

  public Signed<Card> card(NodeRef node) {
    return cards.computeIfAbsent(node, this::madeCard);
  }

  private Signed<Card> madeCard(NodeRef node) {
    Card plain = Fixtures.card(node);
    List<Bytes> authorities =
        List.of(
            keys.publicKey("xa authority-a"),
            keys.publicKey("xa authority-b"),
            keys.publicKey("xa authority-c"));
    Card card =
        new Card(
            node,
            1,
            Digest.ZERO,
            T,
            T.plus(Duration.ofDays(180)),
            anchor(node),
            plain.contact(),
            plain.declarations(),
            List.of(new SigningPair(keys.certificates(node), T, T.plus(Duration.ofDays(365)))),
            plain.revocations(),
            List.of(1),
            new RosterAuthorities(authorities, 2),
            Digest.sha256(CODEC.roster().encode(plainRoster())),
            true,
            List.of());
    return signed(anchorSigner(node, "anchor"), Purpose.CARD, T, CODEC.card(), card);
  }

  private Roster plainRoster() {
    return new Roster(
        Fixtures.XA1,
        1,
        Digest.ZERO,
        T,
        T.plus(Duration.ofDays(90)),
        List.of(
            officer("j.morgan", "Jo Morgan", Officer.Role.OFFICER),
            officer("a.duran", "Ana Durán", Officer.Role.SUPERVISOR)),
        List.of());
  }

  private Officer officer(String id, String name, Officer.Role role) {
    return new Officer(
        new OfficerId(id),
        name,
        role,
        T,
        T.plus(Duration.ofDays(365)),
        List.of(Credential.ofFileKey(keys.publicKey("xa " + id))));
  }

  /** Avalon's roster, endorsed by two of its three authorities. */
  public Endorsed<Roster> roster() {
    Bytes bytes = CODEC.roster().encode(plainRoster());
    Digest digest = Roster.endorsedDigest(bytes);
    return new Endorsed<>(
        plainRoster(),
        bytes,
        List.of(endorsement("authority-a", digest), endorsement("authority-b", digest)));
  }

  private Endorsement endorsement(String name, Digest digest) {
    return new Endorsement(
        new OfficerId(name),
        CredentialId.ofFileKey(keys.publicKey("xa " + name)),
        TestKeys.crypto("proof").prove(keys.key("xa " + name), digest));
  }

  public Signed<KeySet> keySet(NodeRef node) {
    return keySets.computeIfAbsent(node, this::madeKeySet);
  }

  private Signed<KeySet> madeKeySet(NodeRef node) {
    KeySet plain = Fixtures.keySet(node);
    KeySet keySet =
        new KeySet(
            node,
            card(node).hash(),
            1,
            1,
            Digest.ZERO,
            T,
            T.plus(KeySet.LIFE_MAX),
            plain.endpoints(),
            plain.transportPins(),
            List.of(sealingKey(node)),
            1,
            roster().hash(),
            Fixtures.incarnation(1),
            1,
            1,
            List.of());
    return signed(signer(node), Purpose.KEY_SET, T, CODEC.keySet(), keySet);
  }

  public KeySet.SealingKey sealingKey(NodeRef node) {
    return KeySet.SealingKey.of(
        keys.publicKey(node.node() + " sealing"), T, T.plus(Duration.ofDays(2)));
  }

  /** Avalon's anchor gives way to a new one. */
  public AnchorRollover.Signed rollover() {
    Anchor succeeding = TestKeys.crypto("anchor").anchor(keys.key("xa new anchor"));
    AnchorRollover value =
        new AnchorRollover(
            anchor(Fixtures.XA1), succeeding, T, T.plus(AnchorRollover.NOTICE_MIN), List.of());
    Form<AnchorRollover> form = CODEC.anchorRollover();
    return new AnchorRollover.Signed(
        signed(anchorSigner(Fixtures.XA1, "anchor"), Purpose.ANCHOR_ROLLOVER, T, form, value),
        signed(anchorSigner(Fixtures.XA1, "new anchor"), Purpose.ANCHOR_ROLLOVER, T, form, value));
  }

  /** The body round {@code act}, with both officers' proofs. */
  public StatementBody body(Bytes act) {
    Digest digest = Act.endorsedDigest(act);
    return new StatementBody(
        Fixtures.bytes("body random", StatementBody.RANDOM_SIZE),
        act,
        List.of(endorsement("j.morgan", digest), endorsement("a.duran", digest)),
        1,
        List.of(Fixtures.bytes("attachment", 100)));
  }

  /** Avalon's first statement in the urgent lane. */
  public Statement statement(Bytes act) {
    Bytes body = CODEC.body().encode(body(act));
    StatementHeader plain = Fixtures.header(LANE, 1, Digest.ZERO, body);
    StatementHeader header =
        new StatementHeader(
            plain.format(),
            plain.suite(),
            plain.id(),
            new StatementHeader.Sender(
                LANE.from(),
                card(LANE.from()).hash(),
                keySet(LANE.from()).hash(),
                keys.certificates(LANE.from()).id()),
            plain.recipient(),
            plain.lane(),
            plain.incarnation(),
            1,
            Digest.ZERO,
            plain.createdAt(),
            plain.notAfter(),
            plain.journalHead(),
            StatementHeader.Seen.NOTHING,
            plain.bodyDigest(),
            List.of());
    return new Statement(
        signed(signer(LANE.from()), Purpose.STATEMENT, header.createdAt(), CODEC.header(), header),
        body);
  }

  /** Another header in the place of that statement, by the same key. */
  public ForkProof fork(Statement statement) {
    StatementHeader other =
        with(statement.header().value(), "bodyDigest", Digest.sha512(Bytes.utf8("other")));
    Signed<StatementHeader> second =
        signed(signer(LANE.from()), Purpose.STATEMENT, other.createdAt(), CODEC.header(), other);
    return new ForkProof(statement.header(), second);
  }

  /** That statement sealed to Borduria. */
  public Sealed sealed(Statement statement) {
    Crypto crypto = TestKeys.crypto("sealing");
    return crypto
        .sealer(CODEC.sealedHeader())
        .seal(LANE.to(), sealingKey(LANE.to()), CODEC.statement().encode(statement));
  }

  public Signed<Receipt> receipt(Statement statement) {
    Receipt receipt =
        new Receipt(
            1,
            1,
            LANE,
            new Position(1, statement.header().hash()),
            T.plusSeconds(2),
            new Receipt.Issuer(
                card(LANE.to()).hash(),
                keys.certificates(LANE.to()).id(),
                Fixtures.incarnation(1),
                Fixtures.digest("journal of Borduria")),
            List.of());
    return signed(
        signer(LANE.to()), Purpose.RECEIPT, receipt.receivedAt(), CODEC.receipt(), receipt);
  }

  public Signed<Refusal> refusal(Statement statement) {
    Refusal refusal =
        new Refusal(
            1,
            1,
            LANE,
            new Position(1, statement.header().hash()),
            Refusal.Reason.NEED_IDENTITY,
            2,
            T.plusSeconds(2),
            card(LANE.to()).hash(),
            keys.certificates(LANE.to()).id(),
            List.of());
    return signed(
        signer(LANE.to()), Purpose.REFUSAL, refusal.refusedAt(), CODEC.refusal(), refusal);
  }

  public Signed<IncarnationStart> start() {
    IncarnationStart plain = Fixtures.start(Fixtures.XA1, Fixtures.XB1);
    IncarnationStart start =
        new IncarnationStart(
            1,
            1,
            plain.node(),
            plain.peer(),
            plain.incarnation(),
            plain.previous(),
            plain.shown(),
            plain.reason(),
            plain.forkProof(),
            plain.createdAt(),
            card(Fixtures.XA1).hash(),
            keys.certificates(Fixtures.XA1).id(),
            List.of());
    return signed(
        signer(Fixtures.XA1), Purpose.INCARNATION_START, T, CODEC.incarnationStart(), start);
  }

  private Signer signer(NodeRef node) {
    Crypto crypto = TestKeys.crypto("signature of " + node);
    return crypto.signer(keys.key(node.node() + " signing"), keys.certificates(node));
  }

  private Signer anchorSigner(NodeRef node, String use) {
    return TestKeys.crypto("signature of " + use).signer(keys.key(node.node() + " " + use));
  }

  private static <T> Signed<T> signed(
      Signer signer, Purpose purpose, Instant at, Form<T> form, T value) {
    Bytes bytes = form.encode(value);
    return new Signed<>(value, bytes, signer.sign(purpose, at, bytes));
  }
}
