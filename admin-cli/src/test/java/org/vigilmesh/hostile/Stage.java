package org.vigilmesh.hostile;

import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;

/** Where one misbehaviour happens: the rogue, its target, and what both say to each other. */
public final class Stage implements AutoCloseable {
  public static final int SEALING_KEY = 1;
  public static final int FORMAT = 2;
  public static final int NEED_IDENTITY = 3;
  public static final int INVALID = 4;
  public static final int REVOKED = 5;
  public static final int FORK = 6;
  public static final int OLDER_IDENTITY = 7;

  public final Rogue rogue;
  public final Target target;
  private final Runnable request;
  private final java.util.List<Wire> wires = new java.util.ArrayList<>();

  /**
   * @param request makes the target's officers send a request to the rogue
   */
  public Stage(Rogue rogue, Target target, Runnable request) {
    this.rogue = rogue;
    this.target = target;
    this.request = request;
  }

  /** The target's officers have sent a request to the rogue: it is under way. */
  void awaitRequest() {
    request.run();
  }

  SslContext tls() {
    return Wire.tls("TLSv1.3", Wire.HYBRID, Wire.identity(rogue, "vigil:" + rogue.node()));
  }

  private <W extends Wire> W kept(W wire) {
    wires.add(wire);
    return wire;
  }

  Wire plain() throws InterruptedException {
    return kept(new Wire(target.port(), null, true));
  }

  /** TLS stands; nothing was said inside. */
  Wire shaken() throws InterruptedException {
    return shaken(tls(), true);
  }

  Wire shaken(SslContext tls, boolean reads) throws InterruptedException {
    return kept(new Wire(target.port(), tls, reads));
  }

  /** The call is open, no frame was said. */
  public Speech call() throws InterruptedException {
    return kept(new Speech(target.port(), tls()));
  }

  /** Greeted as an honest peer would: Hello and Pulse of both sides. */
  public Speech linked() throws InterruptedException {
    return greeted(hello());
  }

  Speech greeted(Proto hello) throws InterruptedException {
    Speech speech = call();
    speech.frame(Speech.HELLO, hello);
    speech.frame(Speech.PULSE, pulse(System.currentTimeMillis()));
    Assertions.assertTrue(
        speech.await(Speech.PULSE).isPresent(), "the node greets an honest peer: " + speech);
    return speech;
  }

  /** Whether the call is taken: the node greets. */
  public boolean isLetIn() throws InterruptedException {
    return call().await(Speech.HELLO).isPresent();
  }

  Proto hello() {
    return hello(1, 1, rogue.node(), rogue.boot, System.currentTimeMillis());
  }

  Proto hello(long min, long max, String node, byte[] boot, long clock) {
    return Proto.of()
        .number(1, min)
        .number(2, max)
        .text(3, node)
        .message(4, rogue.incarnation())
        .bytes(5, boot)
        .number(6, clock)
        .message(7, rogue.holding())
        .message(8, target.held());
  }

  Proto pulse(long clock) {
    return Proto.of().number(1, clock).message(2, rogue.holding()).message(3, target.held());
  }

  Letter letter() {
    return new Letter(rogue, target);
  }

  /** Offers one statement on a fresh link. */
  Speech offer(Letter letter) throws InterruptedException {
    Speech speech = linked();
    speech.frame(Speech.STATEMENTS, letter.frame(letter.make().offered()));
    return speech;
  }

  /** The node's refusal, which its own signature container holds. */
  static void assertRefused(Speech speech, int reason) throws InterruptedException {
    Optional<byte[]> refusals = speech.await(Speech.REFUSALS);
    Assertions.assertTrue(refusals.isPresent(), "the node answers with a signed refusal");
    byte[] refusal = Proto.field(Proto.field(refusals.get(), 1), 1);
    Assertions.assertEquals(reason, Proto.number(refusal, 5), "the reason of the refusal");
  }

  static void assertResume(Speech speech, long from) throws InterruptedException {
    Optional<byte[]> resume = speech.await(Speech.RESUME);
    Assertions.assertTrue(resume.isPresent(), "the node names the gap");
    Assertions.assertEquals(from, Proto.number(resume.get(), 3), "where to go on");
  }

  /** The receipt's content. */
  static byte[] receipt(Speech speech) throws InterruptedException {
    Optional<byte[]> receipts = speech.await(Speech.RECEIPTS);
    Assertions.assertTrue(receipts.isPresent(), "the node answers with a receipt");
    return Proto.field(Proto.field(receipts.get(), 1), 1);
  }

  static void assertClosed(Wire wire) throws InterruptedException {
    Assertions.assertTrue(wire.isClosedWithin(13), "the node ends the connection");
  }

  static void assertIgnored(Speech speech) throws InterruptedException {
    Assertions.assertTrue(speech.isAnswered(), "the link lives and nothing else happened");
  }

  @Override
  public void close() {
    wires.forEach(Wire::close);
  }
}
