package org.vigilmesh.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XA;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.digest;
import static org.vigilmesh.delivery.Lanes.POLICY;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vigilmesh.delivery.RefusalQuota.About;
import org.vigilmesh.delivery.RefusalQuota.Answer;

final class RefusalQuotaTest {
  private static Answer ask(RefusalQuota quota, String key, Instant at) {
    return quota.ask(new About(XA, digest(key)), at, POLICY);
  }

  @Test
  void oneRefusalAMinuteForEachPeerAndKey() {
    Answer first = ask(RefusalQuota.EMPTY, "a", T);
    assertTrue(first.isAllowed());
    assertFalse(ask(first.next(), "a", T.plusSeconds(59)).isAllowed());
    assertTrue(ask(first.next(), "a", T.plusSeconds(60)).isAllowed());
    assertTrue(ask(first.next(), "b", T).isAllowed());
    assertTrue(first.next().ask(new About(XB, digest("a")), T, POLICY).isAllowed());
  }

  @Test
  void aDeniedRefusalDoesNotProlongTheWait() {
    RefusalQuota quota = ask(RefusalQuota.EMPTY, "a", T).next();
    quota = ask(quota, "a", T.plusSeconds(59)).next();
    assertTrue(ask(quota, "a", T.plusSeconds(60)).isAllowed());
  }

  @Test
  void inventedKeysGetNoMoreThanABoundedNumber() {
    RefusalQuota quota = RefusalQuota.EMPTY;
    int allowed = 0;
    for (int i = 0; i < 1000; i++) {
      Answer answer = ask(quota, "invented " + i, T.plusMillis(i));
      allowed += answer.isAllowed() ? 1 : 0;
      quota = answer.next();
    }
    assertEquals(64, allowed);
    assertEquals(64, quota.lastAt().size());
    assertTrue(quota.ask(new About(XB, digest("x")), T, POLICY).isAllowed());
    assertEquals(1, ask(quota, "a", T.plusSeconds(120)).next().lastAt().size());
  }
}
