package org.vigilmesh.casework;

import static org.vigilmesh.message.MessageFixtures.CASE_ID;
import static org.vigilmesh.message.MessageFixtures.NOW;
import static org.vigilmesh.message.MessageFixtures.REFS;
import static org.vigilmesh.message.MessageFixtures.XA;
import static org.vigilmesh.message.MessageFixtures.XB;
import static org.vigilmesh.message.MessageFixtures.accepted;
import static org.vigilmesh.message.MessageFixtures.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.vigilmesh.Fixtures;
import org.vigilmesh.casework.CaseEvent.Delivered;
import org.vigilmesh.casework.CaseEvent.Stored;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.ActId;
import org.vigilmesh.message.Content;
import org.vigilmesh.message.Content.HumanAck;
import org.vigilmesh.message.Content.PreservationConfirmation;
import org.vigilmesh.message.Content.ProvisionalHold;
import org.vigilmesh.message.DataItem;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Dialogue;
import org.vigilmesh.message.EmergencyDataRequest;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.message.RequestPart;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * The acts of one case in the making: Avalon (XA) asks, Borduria (XB) answers. Each act is a minute
 * later than the one before and names the acts given as its parents.
 */
final class Dossier {
  static final NodeRef Q = XA;
  static final NodeRef R = XB;
  static final Instant HOLD_FROM = NOW.plus(Duration.ofHours(2));
  static final Instant HOLD_TO = HOLD_FROM.plus(Duration.ofDays(60));

  private final List<CaseEvent> events = new ArrayList<>();
  private int count;
  private Duration later = Duration.ZERO;

  /** An act with its digest. */
  record Word(Act act, Digest digest) {
    ActId id() {
      return act.id();
    }
  }

  /** An act that is not stored yet. */
  Word draft(NodeRef from, Content content, Word... parents) {
    return draft(from, content, Arrays.stream(parents).map(Word::digest).toList());
  }

  Word draft(NodeRef from, Content content, List<Digest> parents) {
    count++;
    Act act = MessageFixtures.act(content);
    Act said =
        new Act(
            Fixtures.bytes("act " + count, 32),
            ActId.of(at(), Fixtures.bytes("id " + count, 10)),
            from,
            from.equals(Q) ? R : Q,
            true,
            Urgency.URGENT,
            CASE_ID,
            content,
            List.of(),
            parents,
            List.of(),
            signers(content),
            at(),
            at().plus(Duration.ofDays(7)),
            "en",
            Digest.ZERO,
            List.of());
    return new Word(said, Fixtures.digest("act " + count));
  }

  /** A decision on emergency data has two, everything else one. */
  private List<Act.Signer> signers(Content content) {
    Act.Signer author = new Act.Signer(new OfficerId("j.morgan"), Act.Purpose.AUTHOR);
    boolean isEmergency =
        events.stream()
            .anyMatch(
                event ->
                    event instanceof Stored stored
                        && stored.act().content() instanceof EmergencyDataRequest);
    return isEmergency && content instanceof Decision
        ? List.of(author, new Act.Signer(new OfficerId("p.reyes"), Act.Purpose.AUTHORISER))
        : List.of(author);
  }

  private Instant at() {
    return NOW.plus(Duration.ofMinutes(count)).plus(later);
  }

  /** Time goes by before the next act. */
  void pass(Duration time) {
    later = later.plus(time);
  }

  /** When the next act would be signed. */
  Instant now() {
    return NOW.plus(Duration.ofMinutes(count + 1L)).plus(later);
  }

  /** What people do at one node alone. */
  void deed(CaseEvent.Deed deed, String... by) {
    count++;
    List<OfficerId> officers = Stream.of(by).map(OfficerId::new).toList();
    List<Digest> seen = atQ().latest();
    events.add(new CaseEvent.Local(deed, officers, at(), seen, at().plus(Duration.ofDays(30))));
  }

  /** The same act without anybody's name. */
  static Word automatic(Word word) {
    return new Word(with(word.act(), "officers", List.of()), word.digest());
  }

  Book bookAt(NodeRef side) {
    return CaseFold.book(side.node(), events);
  }

  Word say(NodeRef from, Content content, Word... parents) {
    return store(draft(from, content, parents));
  }

  Word store(Word word) {
    events.add(new Stored(word.act(), word.digest(), true));
    return word;
  }

  /** Stored, but without effect: unprocessable, or held for an officer. */
  Word storeWithoutEffect(Word word) {
    events.add(new Stored(word.act(), word.digest(), false));
    return word;
  }

  void delivered(Word word) {
    events.add(new Delivered(word.digest(), word.act().createdAt().plusSeconds(5)));
  }

  /** All that was said has reached the other side. */
  void deliverAll() {
    for (CaseEvent event : List.copyOf(events)) {
      if (event instanceof Stored stored) {
        delivered(new Word(stored.act(), stored.digest()));
      }
    }
  }

  /** The opening request for these items, delivered. */
  Word open(String... items) {
    Word opening = say(Q, request(items));
    delivered(opening);
    return opening;
  }

  /** Opened and acknowledged. */
  Word acknowledged(String... items) {
    Word opening = open(items);
    return say(R, ack(opening), opening);
  }

  /** The conditions of a decision without any were accepted. */
  Word consulted(Word ack) {
    Word proposal =
        say(
            R,
            new Dialogue.ConsultProposal(
                REFS,
                ack.id(),
                Dialogue.Intended.CONDITIONAL,
                "",
                List.of(),
                "",
                null,
                List.of(),
                List.of()),
            ack);
    return say(
        Q,
        new Dialogue.ConsultAnswer(
            REFS, proposal.id(), Dialogue.Stance.ACCEPT, List.of(), "", List.of()),
        proposal);
  }

  List<CaseEvent> events() {
    return List.copyOf(events);
  }

  CaseState atQ() {
    return CaseFold.fold(Q.node(), events);
  }

  CaseState atR() {
    return CaseFold.fold(R.node(), events);
  }

  Outcome outcome(Word word) {
    return java.util.Objects.requireNonNull(atQ().outcomes().get(word.digest()));
  }

  /** What is said of an act that had no effect. */
  String why(Word word) {
    return switch (outcome(word)) {
      case Outcome.Violation(var why) -> why.what();
      case Outcome.Recorded(var why, _) -> why.what();
      case Outcome.Applied(), Outcome.Waiting() -> "";
    };
  }

  static PreservationRequest request(String... ids) {
    List<DataItem> items = Stream.of(ids).map(MessageFixtures::item).toList();
    List<RequestPart.Relation> relations =
        Stream.of(ids).map(id -> new RequestPart.Relation(id, "Server of the site")).toList();
    PreservationRequest request = with(MessageFixtures.request(), "wanted.dataItems", items);
    return with(request, "wanted.relations", relations);
  }

  static PreservationRequest amendment(Word opening) {
    return with(request("D1"), "filing.amends", opening.digest());
  }

  static HumanAck ack(Word of) {
    return new HumanAck(REFS, of.id(), "officer", NOW, null, List.of());
  }

  static HumanAck ackWithHold(Word of) {
    ProvisionalHold hold = new ProvisionalHold(true, HOLD_TO, "Act on holds s. 3");
    return new HumanAck(REFS, of.id(), "officer", NOW, hold, List.of());
  }

  /** A decision on these items; on all open ones without. */
  static Decision decision(Decision.Value value, String... items) {
    return with(with(accepted(), "value", value), "itemIds", List.of(items));
  }

  static Decision superseding(Word earlier, Decision decision) {
    return with(decision, "supersedes", earlier.digest());
  }

  static Decision.ItemOutcome outcome(String item, Decision.Value value) {
    return new Decision.ItemOutcome(item, value, Decision.Reason.NONE, "");
  }

  static PreservationConfirmation held(String... items) {
    return heldUntil(HOLD_TO, items);
  }

  static PreservationConfirmation heldUntil(Instant until, String... items) {
    return new PreservationConfirmation(
        REFS,
        MessageFixtures.ACT_ID,
        "Example Hosting",
        "EH-4417",
        List.of(items),
        HOLD_FROM,
        until,
        null,
        null,
        null,
        List.of());
  }
}
