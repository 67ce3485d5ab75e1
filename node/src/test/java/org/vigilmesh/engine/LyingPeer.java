package org.vigilmesh.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Frame.LaneHint;
import org.vigilmesh.delivery.Frame.Offered;
import org.vigilmesh.envelope.LaneId;
import org.vigilmesh.envelope.Position;
import org.vigilmesh.envelope.Purpose;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.envelope.StatementId;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.PairId;
import org.vigilmesh.identity.Signatures;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/** What a node says that is not true, beside what its engine says; honest until told otherwise. */
final class LyingPeer {
  private static final int REMEMBERED = 30;

  /** For so long a stolen key is used after the card that revokes it. */
  private static final Duration STOLEN = Duration.ofMinutes(20);

  private final SimulatedWorld world;
  private final SimulatedNode self;
  private final Deque<Frame> said = new ArrayDeque<>();
  private final Deque<Frame.Statements> heard = new ArrayDeque<>();
  private boolean lies;

  LyingPeer(SimulatedWorld world, SimulatedNode self) {
    this.world = world;
    this.self = self;
  }

  void begin() {
    lies = true;
  }

  /** What arrived here from {@code from}: to be passed off as something else. */
  void heard(SimulatedNode from, Frame frame) {
    if (lies && frame instanceof Frame.Statements statements) {
      heard.add(statements);
      if (heard.size() > REMEMBERED) {
        heard.remove();
      }
    }
  }

  /** What goes out when the engine says {@code frame} to {@code to}. */
  List<Frame> said(SimulatedNode to, Frame frame) {
    if (!lies || world.isHealed()) {
      remember(frame);
      return List.of(frame);
    }
    List<Frame> out = new ArrayList<>();
    out.add(twisted(to, frame));
    if (frame instanceof Frame.Statements statements && world.strikes(Fault.REPLAY, 0.01)) {
      next(to, statements, true).ifPresent(out::add);
    }
    if (frame instanceof Frame.Statements statements && world.strikes(Fault.GARBAGE, 0.02)) {
      next(to, statements, false).ifPresent(out::add);
    }
    if (!said.isEmpty() && world.strikes(Fault.REPLAY, 0.03)) {
      out.add(world.any(List.copyOf(said)));
    }
    if (world.strikes(Fault.GARBAGE, 0.02)) {
      out.add(garbage());
    }
    if (!heard.isEmpty() && world.strikes(Fault.FOREIGN, 0.03)) {
      out.add(foreign(to));
    }
    remember(frame);
    return out;
  }

  private void remember(Frame frame) {
    said.add(frame);
    if (said.size() > REMEMBERED) {
      said.remove();
    }
  }

  private Frame twisted(SimulatedNode to, Frame frame) {
    return switch (frame) {
      case Frame.Hello hello when world.strikes(Fault.LYING_WITNESS, 0.3) -> boast(to, hello);
      case Frame.WitnessAnswer answer when world.options.has(Fault.LYING_WITNESS) ->
          new Frame.WitnessAnswer(
              answer.kind(), answer.lane(), world.chance(0.5) ? madeUp(to) : answer.object());
      case Frame.Receipts _ when world.strikes(Fault.FALSE_RECEIPT, 0.1) ->
          new Frame.Receipts(List.of(falseReceipt(to)));
      case Frame.Statements statements when world.strikes(Fault.FORK, 0.1) ->
          forked(to, statements);
      default -> frame;
    };
  }

  /** A Hello that claims more of {@code to} than there is. */
  private Frame boast(SimulatedNode to, Frame.Hello hello) {
    LaneHint hint =
        new LaneHint(
            world.any(List.of(Urgency.values())),
            life(to).incarnation(),
            new Position(1 + world.random.nextInt(1000), new Digest(world.fresh(32))));
    List<LaneHint> more = List.of(hint);
    boolean isAccepted = world.chance(0.5);
    return MessageFixtures.with(hello, isAccepted ? "accepted" : "receipted", more);
  }

  /** A header of {@code to} that it never signed: ours with its name, or nothing readable. */
  private Optional<Bytes> madeUp(SimulatedNode to) {
    return self.store().read(StoreView::lanes).stream()
        .filter(lane -> lane.lane().from().equals(self.ref()))
        .findFirst()
        .flatMap(lane -> self.store().read(view -> view.statement(lane.lane(), lane.last().seq())))
        .flatMap(row -> world.codec.signedHeader().decode(row.header()).find())
        .map(ours -> world.codec.signedHeader().encode(inTheNameOf(to, ours)))
        .or(() -> Optional.of(world.fresh(200)));
  }

  /** With our signatures, since we have no others, under the name of its pair. */
  private Signed<StatementHeader> inTheNameOf(SimulatedNode to, Signed<StatementHeader> ours) {
    StatementHeader header = ours.value();
    PairId pair = to.country().certificates.id();
    StatementHeader.Sender sender =
        new StatementHeader.Sender(
            to.ref(), to.country().card.hash(), header.sender().keySet(), pair);
    StatementHeader theirs =
        MessageFixtures.with(
            MessageFixtures.with(
                MessageFixtures.with(header, "sender", sender), "recipient", self.ref()),
            "incarnation",
            life(to).incarnation());
    Signatures signatures =
        new Signatures(pair, ours.signatures().p256(), ours.signatures().mlDsa());
    return new Signed<>(theirs, world.codec.header().encode(theirs), signatures);
  }

  private Bytes falseReceipt(SimulatedNode to) {
    LaneId lane =
        new LaneId(
            to.ref(), self.ref(), world.any(List.of(Urgency.values())), life(to).incarnation());
    return receipt(lane, new Position(1 + world.random.nextInt(40), new Digest(world.fresh(32))));
  }

  private Bytes receipt(LaneId lane, Position upTo) {
    CertificatePair pair = self.country().certificates;
    Receipt receipt =
        new Receipt(
            org.vigilmesh.envelope.Format.VERSION,
            org.vigilmesh.envelope.Format.SUITE,
            lane,
            upTo,
            org.vigilmesh.value.Seconds.whole(self.clock()),
            new Receipt.Issuer(
                self.country().card.hash(), pair.id(), life(self).incarnation(), Digest.ZERO),
            List.of());
    Bytes bytes = world.codec.receipt().encode(receipt);
    Signatures signatures =
        self.keys().signer(pair).sign(Purpose.RECEIPT, receipt.receivedAt(), bytes);
    return world.codec.signedReceipt().encode(new Signed<>(receipt, bytes, signatures));
  }

  private static LifeRow life(SimulatedNode node) {
    return node.store().read(StoreView::life).orElseThrow();
  }

  /** The last statement of the frame as another one, or after another one than it followed. */
  private Frame forked(SimulatedNode to, Frame.Statements frame) {
    Offered last = frame.offered().getLast();
    return opened(last)
        .flatMap(
            statement -> {
              StatementHeader header = statement.header().value();
              boolean isKnown = self.keys().findSigner(self.country().certificates).isPresent();
              StatementHeader other =
                  world.chance(0.5)
                      ? MessageFixtures.with(header, "id", newId())
                      : MessageFixtures.with(header, "previous", new Digest(world.fresh(32)));
              return isKnown
                  ? resealed(to, other, signed(other), statement.body())
                  : Optional.empty();
            })
        .<Frame>map(offered -> new Frame.Statements(frame.lane(), List.of(offered)))
        .orElse(frame);
  }

  private Signatures signed(StatementHeader header) {
    return self.keys()
        .signer(self.country().certificates)
        .sign(Purpose.STATEMENT, header.createdAt(), world.codec.header().encode(header));
  }

  private Optional<Offered> resealed(
      SimulatedNode to, StatementHeader header, Signatures signatures, Bytes body) {
    Bytes bytes = world.codec.header().encode(header);
    Signed<StatementHeader> signed = new Signed<>(header, bytes, signatures);
    return seal(to, new Statement(signed, body))
        .map(
            form ->
                new Offered(header.incarnation(), new Position(header.seq(), signed.hash()), form));
  }

  private Optional<Bytes> seal(SimulatedNode to, Statement statement) {
    return self.store()
        .read(view -> view.newestIdentity(to.id(), IdentityKind.KEY_SET))
        .flatMap(row -> world.codec.signedKeySet().decode(row.container()).find())
        .flatMap(set -> set.value().findSealingKey(self.clock()))
        .map((KeySet.SealingKey key) -> sealed(to, key, statement));
  }

  private Bytes sealed(SimulatedNode to, KeySet.SealingKey key, Statement statement) {
    Bytes plain = world.codec.statement().encode(statement);
    return world.codec.sealed().encode(world.crypto.sealer().seal(to.ref(), key, plain));
  }

  /** Whoever has this node's first signing pair now signs on, in its name and over its links. */
  void steal() {
    for (SimulatedNode to : world.nodes) {
      if (to != self) {
        for (int time = 0; time < 5; time++) {
          world.after(world.between(Duration.ZERO, STOLEN), () -> signOn(to));
        }
      }
    }
  }

  private void signOn(SimulatedNode to) {
    List<Frame> frames = new ArrayList<>();
    said.stream()
        .filter(Frame.Statements.class::isInstance)
        .map(Frame.Statements.class::cast)
        .flatMap(frame -> next(to, frame, true).stream())
        .findFirst()
        .ifPresent(frames::add);
    to.store().read(StoreView::lanes).stream()
        .filter(lane -> lane.lane().from().equals(to.ref()) && lane.lane().to().equals(self.ref()))
        .filter(lane -> lane.receipted() < lane.last().seq())
        .map(lane -> new Frame.Receipts(List.of(receipt(lane.lane(), lane.last()))))
        .forEach(frames::add);
    frames.forEach(frame -> world.network.say(self, to, frame));
  }

  /**
   * The act of a statement that was said before, in one that takes the next place at {@code to}.
   */
  private Optional<Frame> next(SimulatedNode to, Frame.Statements frame, boolean signs) {
    Optional<Statement> before = opened(frame.offered().getLast());
    return before.flatMap(
        statement -> {
          StatementHeader header = statement.header().value();
          LaneId lane = new LaneId(self.ref(), to.ref(), header.lane(), life(self).incarnation());
          Position last =
              to.store().read(view -> view.lane(lane)).map(LaneRow::last).orElse(Position.START);
          boolean isTheirs = header.laneId().equals(lane);
          StatementHeader next =
              MessageFixtures.with(
                  MessageFixtures.with(
                      MessageFixtures.with(header, "seq", last.seq() + 1), "previous", last.hash()),
                  "id",
                  newId());
          Signatures old = statement.header().signatures();
          return isTheirs
              ? resealed(to, next, signs ? signed(next) : old, statement.body())
                  .map(one -> new Frame.Statements(header.lane(), List.of(one)))
              : Optional.<Frame>empty();
        });
  }

  private StatementId newId() {
    return new StatementId(ActId.of(world.now(), world.fresh(10)).bytes());
  }

  /** With hashed cryptography everything lies open to whoever runs the simulation. */
  private Optional<Statement> opened(Offered offered) {
    return world
        .codec
        .sealed()
        .decode(offered.sealed())
        .find()
        .map(Sealed::ciphertext)
        .flatMap(plain -> world.codec.statement().decode(plain).find());
  }

  private Frame garbage() {
    Bytes bytes = world.fresh(1 + world.random.nextInt(3000));
    Frame.Statements known = heard.isEmpty() ? null : world.any(List.copyOf(heard));
    return switch (world.random.nextInt(5)) {
      case 0 -> new Frame.Receipts(List.of(bytes));
      case 1 -> new Frame.Refusals(List.of(bytes));
      case 2 -> new Frame.Identity(List.of(bytes), List.of(bytes), List.of(bytes), List.of());
      case 3 ->
          new Frame.Resume(
              world.any(List.of(Urgency.values())),
              life(self).incarnation(),
              1 + world.random.nextInt(100));
      default -> {
        Bytes sealed = known == null ? bytes : flipped(known.offered().getFirst().sealed());
        Position place = new Position(1 + world.random.nextInt(50), new Digest(world.fresh(32)));
        yield new Frame.Statements(
            world.any(List.of(Urgency.values())),
            List.of(new Offered(life(self).incarnation(), place, sealed)));
      }
    };
  }

  private Bytes flipped(Bytes bytes) {
    byte[] array = bytes.toArray();
    array[world.random.nextInt(array.length)] ^= (byte) (1 << world.random.nextInt(8));
    return Bytes.of(array);
  }

  /** What somebody sent to this node, or this one to somebody, sealed to another one. */
  private Frame foreign(SimulatedNode to) {
    List<Frame.Statements> known = new ArrayList<>(heard);
    for (Frame frame : said) {
      if (frame instanceof Frame.Statements statements) {
        known.add(statements);
      }
    }
    Frame.Statements frame = world.any(known);
    Offered first = frame.offered().getFirst();
    return opened(first)
        .flatMap(statement -> seal(to, statement))
        .<Frame>map(
            bytes ->
                new Frame.Statements(
                    frame.lane(),
                    List.of(new Offered(life(self).incarnation(), first.place(), bytes))))
        .orElse(frame);
  }
}
