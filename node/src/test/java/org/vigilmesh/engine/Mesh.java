package org.vigilmesh.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.casework.Lengths;
import org.vigilmesh.delivery.Frame;
import org.vigilmesh.delivery.Policy;
import org.vigilmesh.identity.Incarnation;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.CaseVault;
import org.vigilmesh.port.Failpoint;
import org.vigilmesh.port.MemoryStore;
import org.vigilmesh.port.Outward;
import org.vigilmesh.port.Rows.IdentityKind;
import org.vigilmesh.port.Rows.IdentityRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.Mode;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportIdentity;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * Several production engines in one thread: real cryptography, stores in memory, links that deliver
 * when told to, a clock that stands until it is moved.
 */
public final class Mesh {
  private static final Instant BEGIN = MessageFixtures.NOW;

  private final Map<NodeId, Member> members = new LinkedHashMap<>();
  private Instant now = BEGIN;
  private long random;
  private long linkNumber;

  /** A node of the mesh. */
  public final class Member {
    final Country country;
    final HeldKeys keys;
    final Deque<Supplier<Event>> work = new ArrayDeque<>();
    final Links links = new Links(this);
    MemoryStore store;
    CaseVault vault = new PlainVault();
    Outward outward = Outward.NONE;
    Lengths lengths = Lengths.SHIPPED;
    Failpoint failpoint = Failpoint.NONE;
    Engine engine;

    Member(Country country) {
      this.country = country;
      this.keys = new HeldKeys(Country.CRYPTO, country.ref, country.signing);
      this.store = MemoryStore.create(life(country.ref));
      store.write(
          tx -> {
            tx.addIdentity(
                new IdentityRow(
                    country.ref,
                    IdentityKind.CARD,
                    1,
                    country.card.hash(),
                    Country.CODEC.signedCard().encode(country.card),
                    now));
            tx.addIdentity(
                new IdentityRow(
                    country.ref,
                    IdentityKind.ROSTER,
                    1,
                    country.roster.hash(),
                    Country.CODEC.endorsedRoster().encode(country.roster),
                    now));
            return true;
          });
      this.engine = start();
    }

    /** Everything outside this member's engine. */
    Ports ports() {
      return new Ports(
          store,
          links,
          new WireCodec(),
          Country.CRYPTO.verifier(),
          Country.CRYPTO.sealer(Country.CODEC.sealedHeader()),
          keys,
          vault,
          outward,
          Mesh.this::random,
          (InstantSource) () -> now,
          name -> failpoint.at(name));
    }

    private Engine start() {
      Engine started =
          Engine.stepped(
              ports(),
              new Engine.Settings(
                  List.of(new KeySet.Endpoint(country.ref.node() + ".example", 7400)),
                  Policy.DEFAULT,
                  "test",
                  7400,
                  Engine.Patience.DEFAULT,
                  lengths),
              post ->
                  new Pool() {
                    @Override
                    public void run(Urgency urgency, Supplier<Event> job) {
                      work.add(job);
                    }

                    @Override
                    public void runWaiting(Supplier<Event> job) {
                      work.add(job);
                    }

                    @Override
                    public void close() {
                      work.clear();
                    }
                  });
      links.events = started;
      return started;
    }

    /** The process dies and starts again over what was committed. */
    void restart() {
      crash();
      engine = start();
    }

    /** The process ends and starts again over another store: a backup, or a clone's. */
    void restartOn(MemoryStore other) {
      crash();
      store = other;
      engine = start();
    }

    void crash() {
      work.clear();
      links.cutAll();
      links.events = null;
    }

    NodeRef ref() {
      return country.ref;
    }
  }

  private static LifeRow life(NodeRef self) {
    return new LifeRow(
        self,
        new Incarnation(1, Digest.sha256(Bytes.utf8(self.toString())).bytes().slice(0, 16)),
        Bytes.utf8("owner"),
        Mode.NORMAL,
        "",
        BEGIN);
  }

  Bytes random(int count) {
    random++;
    Bytes out = Bytes.EMPTY;
    for (long i = 0; out.size() < count; i++) {
      out = Bytes.concat(out, Digest.sha256(Bytes.u64(random), Bytes.u64(i)).bytes());
    }
    return out.slice(0, count);
  }

  Member add(NodeId node, String... officers) {
    Member member = new Member(new Country(new NodeRef(node, 1), BEGIN, officers));
    members.put(node, member);
    settle();
    return member;
  }

  /** Exchanges cards by file and compares fingerprints, both ways. */
  void introduce(Member one, Member other) {
    know(one, other);
    know(other, one);
    settle();
  }

  static void know(Member one, Member other) {
    require(one.engine.administration().addPeer(other.engine.queries().card(), "admin"));
    require(
        one.engine
            .administration()
            .verifyPeer(
                other.ref().node(),
                other.country.card.value().anchor().fingerprint().grouped(),
                "admin"));
  }

  static void require(org.vigilmesh.port.Administration.Done done) {
    if (!(done instanceof org.vigilmesh.port.Administration.Done.Ok)) {
      throw new AssertionError(done);
    }
  }

  /** Turns engines and runs pool work until nothing is left to do at this moment. */
  void settle() {
    boolean isBusy = true;
    while (isBusy) {
      isBusy = false;
      for (Member member : List.copyOf(members.values())) {
        while (member.links.events != null && member.engine.step()) {
          isBusy = true;
        }
        Supplier<Event> job = member.work.poll();
        if (job != null) {
          member.engine.post(job.get());
          isBusy = true;
        }
      }
    }
  }

  /** Moves the clock in steps of a second at most, with a tick and all that follows for each. */
  void pass(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      Duration left = Duration.between(now, end);
      now = now.plus(left.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : left);
      tick();
    }
  }

  /** Moves the clock at once, as a suspended machine sees it. */
  void jump(Duration time) {
    now = now.plus(time);
    tick();
  }

  private void tick() {
    for (Member member : members.values()) {
      if (member.links.events != null) {
        member.engine.post(new Event.Tick());
      }
    }
    settle();
  }

  Instant now() {
    return now;
  }

  CaseId newCase() {
    return CaseId.of(now, random(10));
  }

  Bytes fresh(int size) {
    return random(size);
  }

  /** Links of one member; a dial meets the other member at once when the way is open. */
  final class Links implements Transport {
    private final Member owner;
    private final Map<LinkId, Other> open = new HashMap<>();
    private final List<Frame> sent = new ArrayList<>();

    /** Why the engine closed links. */
    final List<String> closed = new ArrayList<>();

    boolean isDown;

    /** Whether a frame finds no room. */
    Predicate<Frame> isFull = _ -> false;

    /** There is room again before the engine knows that there was none; false: never again. */
    boolean saysRoom = true;

    /** What becomes of a frame on its way to this member; empty: it is lost. */
    Function<Frame, Optional<Frame>> arriving = Optional::of;

    Events events;

    Links(Member owner) {
      this.owner = owner;
    }

    /** The far end of a link. */
    record Other(Links links, LinkId id) {}

    @Override
    public int start(Events begun, Pins pins) {
      return 7400;
    }

    @Override
    public void dial(NodeId peer, List<KeySet.Endpoint> endpoints) {
      Member far = members.get(peer);
      boolean isReachable = far != null && !isDown && !far.links.isDown && far.links.events != null;
      boolean isPinned = isReachable && far.engine.find(owner.ref().node()).isPresent();
      if (!isPinned) {
        events.dialFailed(peer, "unreachable");
        return;
      }
      LinkId here = new LinkId(++linkNumber);
      LinkId there = new LinkId(++linkNumber);
      open.put(here, new Other(far.links, there));
      far.links.open.put(there, new Other(this, here));
      Security security = new Security("TLSv1.3", "X25519MLKEM768", "TLS_AES_256_GCM_SHA384");
      events.opened(here, peer, true, security);
      far.links.events.opened(there, owner.ref().node(), false, security);
    }

    @Override
    public boolean send(LinkId link, Frame frame) {
      Other other = open.get(link);
      if (other == null) {
        return false;
      }
      if (isFull.test(frame)) {
        if (saysRoom) {
          events.writable(link);
        }
        return false;
      }
      sent.add(frame);
      if (other.links().events != null) {
        other.links().arriving.apply(frame).ifPresent(f -> other.links().hand(other.id(), f));
      }
      return true;
    }

    /** A frame as if it had come over {@code link}. */
    void hand(LinkId link, Frame frame) {
      events.received(link, frame);
    }

    @Override
    public void close(LinkId link, String why) {
      closed.add(why);
      Other other = open.remove(link);
      if (other != null) {
        other.links().open.remove(other.id());
        if (other.links().events != null) {
          other.links().events.closed(other.id(), "closed by the other side");
        }
        if (events != null) {
          events.closed(link, "closed");
        }
      }
    }

    void cutAll() {
      List.copyOf(open.keySet()).forEach(link -> close(link, "cut"));
    }

    /** Frames that this member has sent since the last call. */
    List<Frame> takeSent() {
      List<Frame> taken = List.copyOf(sent);
      sent.clear();
      return taken;
    }

    /** This member's end of an open link with {@code other}. */
    Optional<LinkId> findLinkWith(Member other) {
      return open.entrySet().stream()
          .filter(entry -> entry.getValue().links() == other.links)
          .map(Map.Entry::getKey)
          .findFirst();
    }

    Optional<LinkId> findLink() {
      return open.keySet().stream().findFirst();
    }

    @Override
    public void use(TransportIdentity identity) {}

    @Override
    public void close() {
      cutAll();
    }
  }
}
