package org.vigilmesh.casework;

import java.time.Instant;
import java.util.Optional;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.Content.ProvisionalHold;

/** What opens a case, and what takes charge of it. */
final class Opening {
  private final Book book;

  Opening(Book book) {
    this.book = book;
  }

  void open(Said said, Move.Opens opens, Stage begin, Optional<Instant> received) {
    Act act = said.act();
    book.open(act, opens.kind());
    book.mlaExpected = opens.mlaExpected();
    if (!opens.kind().isRecord()) {
      book.items.open(opens.items(), begin);
    }
    received.ifPresent(at -> book.facts = book.facts.withDelivered(new Fact(at, act.id())));
    if (opens.kind() == CaseKind.TEST) {
      return;
    }
    String about = act.id().toString();
    Clock first = begin == Stage.SENT ? Clock.DELIVERY : Clock.ACKNOWLEDGEMENT;
    book.timers.start(first, about, received.orElse(said.at()), book.urgency(), Optional.empty());
    opens
        .goneAt()
        .ifPresent(
            gone ->
                book.timers.start(
                    Clock.VOLATILITY, "", said.at(), book.urgency(), Optional.of(gone)));
  }

  void acknowledge(Said said, Move.Acknowledges ack) {
    Act act = said.act();
    book.timers.stop(Clock.ACKNOWLEDGEMENT, ack.of().toString());
    if (book.isOpener(act)) {
      return;
    }
    boolean isOfOpening = ack.of().equals(book.opening().id());
    if (isOfOpening && book.facts.acknowledged().isEmpty()) {
      book.facts = book.facts.withAcknowledged(new Fact(act.createdAt(), act.id()));
      book.items.at(Stage.DELIVERED, Stage.SENT).forEach(this::takeCharge);
      book.timers.stop(Clock.DELIVERY);
      boolean isDecided = !book.kind().isRecord() && book.kind() != CaseKind.SPONTANEOUS;
      if (isDecided && !book.items.at(Stage.ACKNOWLEDGED).isEmpty()) {
        book.timers.start(Clock.DECISION, "", said.at(), book.urgency(), Optional.empty());
      }
    }
    ack.hold().ifPresent(hold -> provisional(said, hold));
  }

  private void takeCharge(String item) {
    book.items.move(item, Stage.ACKNOWLEDGED);
  }

  /** A hold that was placed before anybody decided; a renewal only has another end. */
  void provisional(Said said, ProvisionalHold told) {
    if (!told.placed() || book.hold == Hold.EFFECTIVE || book.hold == Hold.ENDED) {
      return;
    }
    book.hold = Hold.PROVISIONAL;
    Instant until = told.until();
    if (until != null) {
      book.timers.start(Clock.PROVISIONAL_HOLD, "", said.at(), book.urgency(), Optional.of(until));
    }
  }
}
