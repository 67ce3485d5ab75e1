package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.adapter.sqlite.SqliteStore;
import org.vigilmesh.casework.CaseEvent.Deed;
import org.vigilmesh.message.CaseId;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.Decision.Value;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Queries.JournalVerdict;
import org.vigilmesh.port.Rows.LaneRow;
import org.vigilmesh.port.Rows.LifeRow;
import org.vigilmesh.port.Rows.StatementRow;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.port.StoreView;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Urgency;

/**
 * Attack: the thief of a disk, of its write-ahead log, of a backup or of the key file looks for
 * what officers wrote in a case that was purged. What other files and a node's memory hold while
 * the case is still there is looked for by the tests of the real processes.
 */
final class PurgedWordsTest {
  private static final String FACTS = "Zephyrine Quillfeather forged the ledgers";
  private static final String NOTE = "phoned Bartholomew Thistlewick";

  @TempDir private Path folder = Path.of("");

  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad", "b.lind");
  private final Matter matter = new Matter(mesh, letters, xa, xb);
  private final LocalDeeds deeds = new LocalDeeds(mesh, xb, xa);
  private final CaseId caseId = matter.opening.caseId();

  private void keysInAFile() {
    Crypto.Key master = Country.CRYPTO.newKey(KeyKind.VAULT, xb.ref(), xb.country.since);
    xb.vault = Country.CRYPTO.newVault(folder.resolve("vault"), master);
    xb.restart();
    mesh.pass(Duration.ofSeconds(5));
  }

  private void closedCase() {
    PreservationRequest request = MessageFixtures.request();
    request = with(request, "matter", with(request.matter(), "factsSummary", FACTS));
    Letters.Sent sent =
        letters.send(
            new Letters.Draft(
                xa,
                xb.ref(),
                request,
                caseId,
                Urgency.URGENT,
                List.of(),
                List.of("j.morgan", "p.reyes"),
                Duration.ofHours(12)));
    matter.request(sent.act());
    mesh.settle();
    matter.acknowledge();
    mesh.settle();
    Decision gone = with(MessageFixtures.accepted(), "value", Value.NOT_LOCATED);
    gone = with(with(gone, "technicalFailure", "unknown_account"), "itemIds", List.of());
    matter.answer(with(gone, "inReplyTo", matter.requestId()));
    mesh.settle();
    mesh.jump(Duration.ofDays(11));
    deeds.done(caseId, Deed.NOTED, NOTE, "a.haddad");
    deeds.done(caseId, Deed.CLOSED, "", "a.haddad");
    mesh.jump(Duration.ofDays(91));
  }

  /** The rows of XB's store in a database as the node has it: its file and its log. */
  private List<Path> stored(String name) throws IOException {
    Path file = folder.resolve(name + ".db");
    LifeRow life = xb.store.read(StoreView::life).orElseThrow();
    SqliteStore.create(file, life);
    List<Path> files = new ArrayList<>();
    try (SqliteStore store = SqliteStore.open(file, life.ownerToken())) {
      store.write(tx -> xb.store.read(view -> copied(view, tx)));
      try (Stream<Path> beside = Files.list(folder)) {
        for (Path one : beside.filter(p -> p.getFileName().toString().startsWith(name)).toList()) {
          files.add(Files.copy(one, folder.resolve("backup of " + one.getFileName())));
        }
      }
    }
    files.add(file);
    return files;
  }

  private boolean copied(StoreView view, StoreTx tx) {
    view.cases(Long.MAX_VALUE, 10).forEach(tx::putCase);
    for (LaneRow lane : view.lanes()) {
      tx.putLane(lane);
      view.statements(lane.lane(), 1, 100).forEach(tx::addStatement);
    }
    view.acts(caseId).forEach(tx::addAct);
    view.deeds(caseId).forEach(tx::addDeed);
    view.journal(1, 10_000).forEach(tx::addJournal);
    tx.putMentions(caseId, view.mentions(caseId));
    return true;
  }

  private static boolean holds(Path file, String words) throws IOException {
    byte[] content = Files.readAllBytes(file);
    String bytes = new String(content, StandardCharsets.ISO_8859_1);
    List<String> forms = new ArrayList<>();
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      forms.add(new String(words.getBytes(charset), StandardCharsets.ISO_8859_1));
    }
    byte[] plain = words.getBytes(StandardCharsets.UTF_8);
    forms.add(HexFormat.of().formatHex(plain));
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(plain).substring(0, 12));
    return forms.stream().anyMatch(bytes::contains);
  }

  private List<Bytes> bodies() {
    return xb.store.read(
        view ->
            matter.actsAt(xb).stream()
                .flatMap(row -> view.statement(row.lane(), row.seq()).stream())
                .map(StatementRow::body)
                .toList());
  }

  private boolean isRead(String words) {
    return bodies().stream()
        .flatMap(body -> xb.vault.decrypt(caseId, body).stream())
        .anyMatch(body -> new String(body.toArray(), StandardCharsets.ISO_8859_1).contains(words));
  }

  @Test
  void noWordOfAPurgedCaseIsInStoreLogBackupOrKeyFileAndTheJournalStillVerifies()
      throws IOException {
    mesh.introduce(xa, xb);
    keysInAFile();
    closedCase();
    assertTrue(isRead(FACTS), "it is there to be found");
    List<Path> before = stored("before");
    Bytes keys = Bytes.of(Files.readAllBytes(folder.resolve("vault")));
    List<Bytes> kept = bodies();
    deeds.done(caseId, Deed.PURGED, "", "a.haddad", "b.lind");
    assertFalse(isRead(FACTS));
    Bytes left = Bytes.of(Files.readAllBytes(folder.resolve("vault")));
    assertTrue(left.size() < keys.size(), "the wrapped key is gone from its file");
    for (Bytes body : kept) {
      assertTrue(
          xb.vault.decrypt(caseId, body).isEmpty(), "an older backup does not bring it back");
    }
    List<Path> all = new ArrayList<>(before);
    all.addAll(stored("after"));
    all.add(folder.resolve("vault"));
    assertTrue(all.size() >= 6, all.toString());
    for (Path file : all) {
      for (String words : List.of(FACTS, NOTE, "Quillfeather", "Thistlewick")) {
        assertFalse(holds(file, words), () -> file + " holds " + words);
      }
    }
    Path control = Files.writeString(folder.resolve("control"), "x" + NOTE);
    assertTrue(holds(control, "Thistlewick"), "the search finds what is there");
    assertInstanceOf(JournalVerdict.Intact.class, xb.engine.queries().verifyJournal());
    assertEquals(List.of(), xb.store.read(view -> view.mentions(caseId)));
  }
}
