package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.port.Outward.Notice;
import org.vigilmesh.port.Outward.Told;

/** What an engine relies on, be the channels real or in memory. */
public interface OutwardContract {
  /** One channel with this name, whose other end is there. */
  Outward outward(String channel);

  /** The other end goes away. */
  void breakDown();

  /** The ids of what the other end has taken, as it shows them. */
  List<String> arrived();

  private static Notice notice() {
    return new Notice(
        Fixtures.digest("notice"),
        "E-CLOCK-BREACH",
        Optional.empty(),
        Optional.empty(),
        false,
        Instant.EPOCH);
  }

  @Test
  default void whatIsTakenIsThereOnce() {
    Outward outward = outward("pager");
    assertEquals(List.of("pager"), outward.channels());
    assertEquals(new Told.Taken(), outward.tell("pager", notice()));
    assertEquals(List.of(notice().id().hex()), arrived());
  }

  @Test
  default void whatNobodyTakesIsAFailureAndNotThere() {
    Outward outward = outward("pager");
    breakDown();
    assertInstanceOf(Told.Failed.class, outward.tell("pager", notice()));
    assertInstanceOf(Told.Failed.class, outward.tell("smoke", notice()));
    assertEquals(List.of(), arrived());
  }
}
