package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigilmesh.Fixtures;
import org.vigilmesh.port.Rows.ActState;
import org.vigilmesh.value.Urgency;

/** Clocks that are far off change what is shown, and stop nothing. */
final class EngineClockTest {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);

  @ParameterizedTest
  @ValueSource(longs = {-400, -2, 400})
  void aClockThatWasFarOffWedgesNoLane(long days) {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad");
    mesh.introduce(xa, xb);

    mesh.jump(Duration.ofDays(days));
    Letters.Sent off = letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    mesh.settle();
    mesh.jump(Duration.ofDays(-days));
    Letters.Sent after = letters.send(letters.test(xa, xb, Urgency.ROUTINE));
    mesh.pass(Duration.ofMinutes(10));

    assertEquals(
        List.of(ActState.DELIVERED, ActState.DELIVERED),
        List.of(Watch.state(xa, off), Watch.state(xa, after)));
  }

  @Test
  void aStatementStatesATimeAtWhichItsPairServes() {
    Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
    var pair = xa.country.card.value().signingPairs().getFirst();

    assertEquals(pair.from(), pair.nearest(pair.from().minusSeconds(9)));
    assertEquals(pair.from().plusSeconds(9), pair.nearest(pair.from().plusSeconds(9)));
    assertEquals(pair.to().minusSeconds(1), pair.nearest(pair.to()));
  }
}
