package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.message.Act;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.port.Rows.ActRow;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Attack: a case was shredded; who has the store and suspects what the request said tries whether
 * its hash is there. Thirty-two random bytes went with the content, so no guess can be tried.
 */
final class GuessAfterShredTest {
  private final TwoNodes two = new TwoNodes();
  private final Matter matter = new Matter(two.mesh, two.letters, two.xa, two.xb);

  private static Crypto.Vault vault(Mesh.Member member) {
    try {
      Path file = Files.createTempDirectory("shred").resolve("vault");
      file.toFile().deleteOnExit();
      Crypto.Key master = Country.CRYPTO.newKey(KeyKind.VAULT, member.ref(), member.country.since);
      return Country.CRYPTO.newVault(file, master);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every row of the store that may hold something of the case. */
  private static String left(Mesh.Member at) {
    List<Object> rows = new ArrayList<>();
    at.store.read(
        view -> {
          rows.addAll(view.cases(Long.MAX_VALUE, 1_000));
          view.cases(Long.MAX_VALUE, 1_000).forEach(row -> rows.addAll(view.acts(row.caseId())));
          for (LaneRow lane : view.lanes()) {
            rows.add(lane.receipt().hex());
            for (StatementRow row : view.statements(lane.lane(), 1, 1_000)) {
              rows.add(row.header().hex() + " " + row.body().hex() + " " + row.sealed().hex());
            }
          }
          view.journal(1, 10_000).forEach(row -> rows.add(row.entry().hex() + row.salt().hex()));
          return true;
        });
    StringBuilder all = new StringBuilder();
    for (Object row : rows) {
      all.append(row instanceof ActRow act ? act.digest().bytes().hex() : row).append('\n');
    }
    return all.toString();
  }

  private StatementBody body(Mesh.Member at) {
    StatementRow row =
        at.store.read(view -> view.statement(matter.actsAt(at).getFirst().lane(), 1)).orElseThrow();
    Bytes plain = at.vault.decrypt(matter.opening.caseId(), row.body()).orElseThrow();
    return Country.CODEC.body().decode(plain).find().orElseThrow();
  }

  @Test
  void noGuessAtWhatWasShreddedCanBeTried() {
    for (Mesh.Member member : List.of(two.xa, two.xb)) {
      member.vault = vault(member);
      member.restart();
    }
    two.mesh.pass(java.time.Duration.ofSeconds(5));
    Act act = matter.request().act();
    two.mesh.settle();
    CaseId caseId = matter.opening.caseId();
    for (Mesh.Member member : List.of(two.xa, two.xb)) {
      StatementBody body = body(member);
      Bytes bytes = Country.CODEC.act().encode(act);
      assertEquals(bytes, body.act());
      assertTrue(left(member).contains(Act.digest(bytes).bytes().hex()), "its digest stays");
      member.vault.shred(caseId);
      String left = left(member);
      assertTrue(member.vault.isShredded(caseId));
      for (StatementRow row : member.store.read(view -> view.statements(laneOf(member), 1, 10))) {
        assertTrue(member.vault.decrypt(caseId, row.body()).isEmpty());
      }
      assertFalse(left.contains(act.random().hex()), "the random bytes of the act are gone");
      assertFalse(left.contains(body.random().hex()), "and those of the statement");
      guessed(left, act, body);
    }
  }

  private org.vigilmesh.envelope.LaneId laneOf(Mesh.Member member) {
    return matter.actsAt(member).getFirst().lane();
  }

  /** Everything is known but the random bytes. */
  private static void guessed(String left, Act act, StatementBody body) {
    for (Bytes random : List.of(Bytes.of(new byte[32]), Digest.sha256(Bytes.EMPTY).bytes())) {
      Bytes guess = Country.CODEC.act().encode(MessageFixtures.with(act, "random", random));
      StatementBody whole =
          new StatementBody(
              random, guess, body.endorsements(), body.rosterVersion(), body.attachments());
      Bytes bodyBytes = Country.CODEC.body().encode(whole);
      for (String hash :
          List.of(
              Act.digest(guess).bytes().hex(),
              Act.endorsedDigest(guess).bytes().hex(),
              Digest.sha256(bodyBytes).bytes().hex(),
              Digest.sha512(bodyBytes).hex())) {
        assertFalse(left.contains(hash));
      }
    }
  }
}
