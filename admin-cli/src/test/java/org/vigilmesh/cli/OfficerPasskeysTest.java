package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.IdentityBundle;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.proto.v1.Done;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.EnrolledPasskey;
import org.vigilmesh.proto.v1.EnrolmentList;
import org.vigilmesh.proto.v1.ExportCardResponse;
import org.vigilmesh.proto.v1.InviteOfficerRequest;
import org.vigilmesh.proto.v1.ListEnrolmentsResponse;
import org.vigilmesh.value.Bytes;

/** {@code vigil officer invite} and {@code vigil officer enrolments}. */
final class OfficerPasskeysTest {
  private static final Path EXAMPLE = Path.of("..", "certs-example", "xb");
  private static final SoftPasskey OLD_HAND = SoftPasskey.at("desk.example", "old hand");
  private static final SoftPasskey THIRD = SoftPasskey.at("desk.example", "third");
  private static final SoftPasskey NEW = SoftPasskey.at("desk.example", "new");

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  private List<InviteOfficerRequest> invited() {
    return scene.node().calls().stream()
        .filter(InviteOfficerRequest.class::isInstance)
        .map(InviteOfficerRequest.class::cast)
        .toList();
  }

  private void code() {
    scene
        .node()
        .answering(
            DoneResponse.newBuilder()
                .setDone(
                    Done.newBuilder()
                        .setJournal(17)
                        .addLines("4F7K-92QD-M3XA")
                        .addLines("2027-01-16T08:30:00Z"))
                .build());
  }

  @Test
  void anInvitationShowsTheCodeOnceAndWhenItEnds() {
    code();
    Runs.Result result =
        scene.run(
            "officer",
            "invite",
            "s.tan",
            "--name",
            "S. Tan",
            "--role",
            "supervisor",
            "--valid",
            "2h",
            "-o",
            "json");
    assertEquals(0, result.code(), result.err());
    Map<?, ?> shown = Scene.json(result.out());
    assertEquals("4F7K-92QD-M3XA", shown.get("code"));
    assertTrue(String.valueOf(shown.get("until")).startsWith("2027-01-16T08:30"), result.out());
    assertTrue(result.err().contains("read this code to s.tan"), result.err());
    assertEquals(
        InviteOfficerRequest.newBuilder()
            .setOfficer("s.tan")
            .setName("S. Tan")
            .setRole("supervisor")
            .setSeconds(7_200)
            .build(),
        invited().getFirst());
  }

  @Test
  void aDayIsWhatACodeHasAndADryRunMakesNone() {
    code();
    assertEquals(0, scene.run("officer", "invite", "a.haddad", "--dry-run").code());
    assertEquals(List.of(), invited());
    assertEquals(0, scene.run("officer", "invite", "a.haddad").code());
    assertEquals(86_400, invited().getFirst().getSeconds());
  }

  @Test
  void whatIsNoOfficerIsToldBeforeTheNodeIsAsked() {
    Runs.Result result = scene.run("officer", "invite", "s.tan", "--role", "boss");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("E-OFFICER-FORM"), result.err());
    assertEquals(List.of(), invited());
  }

  private static EnrolledPasskey waiting(String officer, String name, SoftPasskey key) {
    return EnrolledPasskey.newBuilder()
        .setOfficer(officer)
        .setName(name)
        .setRole("supervisor")
        .setCredential(ByteString.copyFrom(key.id().bytes().toArray()))
        .setPublicKey(ByteString.copyFrom(key.publicKey().toArray()))
        .setKind("device_bound")
        .setRelyingParty(key.relyingParty())
        .addOrigins(key.origin())
        .setEnrolledAt(Runs.NOW.toEpochMilli())
        .build();
  }

  private Endorsed<Roster> twoWait() throws IOException {
    Bytes roster = Bytes.of(Files.readAllBytes(EXAMPLE.resolve("xb.roster")));
    Endorsed<Roster> now = IdentityFiles.roster(EXAMPLE, roster);
    String known = now.value().officers().getFirst().id().text();
    Bytes card =
        IdentityFiles.CODEC
            .signedCard()
            .encode(
                IdentityFiles.newestCard(
                    EXAMPLE, Bytes.of(Files.readAllBytes(EXAMPLE.resolve("xb.card")))));
    Bytes bundle =
        IdentityFiles.CODEC
            .identityBundle()
            .encode(new IdentityBundle(List.of(card), List.of(roster), List.of()));
    scene
        .node()
        .answering(
            ListEnrolmentsResponse.newBuilder()
                .setEnrolments(
                    EnrolmentList.newBuilder()
                        .addEnrolments(waiting(known, "another name", OLD_HAND))
                        .addEnrolments(waiting("n.new", "N. New", NEW)))
                .build())
        .answering(
            ExportCardResponse.newBuilder()
                .setSignedCard(ByteString.copyFrom(bundle.toArray()))
                .build());
    return now;
  }

  @Test
  void whatWaitsIsListed() throws IOException {
    twoWait();
    Runs.Result result = scene.run("officer", "enrolments");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("n.new\tN. New\tsupervisor\tdevice_bound"), result.out());
    assertTrue(result.out().contains(NEW.id().bytes().hex()), result.out());
  }

  @Test
  void everybodyIsListedWithWhatTheirCredentialsCountFor() throws IOException {
    twoWait();
    EnrolledPasskey local =
        waiting("o.olund", "O. Olund", THIRD).toBuilder().setRole("auditor").build();
    scene
        .node()
        .answering(
            ListEnrolmentsResponse.newBuilder()
                .setEnrolments(
                    EnrolmentList.newBuilder()
                        .addEnrolments(waiting("n.new", "N. New", NEW))
                        .addEnrolments(local))
                .build());
    Runs.Result result = scene.run("officer", "list");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("\trostered\t"), result.out());
    String waits = "n.new\tN. New\tsupervisor\twaiting\tdevice_bound\t" + NEW.id().bytes().hex();
    assertTrue(result.out().contains(waits), result.out());
    assertTrue(result.out().contains("o.olund\tO. Olund\tauditor\tlocal"), result.out());
    assertFalse(scene.run("officer", "enrolments").out().contains("o.olund"), "waits for nobody");
  }

  @Test
  void aLinkToTheDeskIsShownWhereItHasAnAddress() {
    scene
        .node()
        .answering(
            DoneResponse.newBuilder()
                .setDone(
                    Done.newBuilder()
                        .setJournal(17)
                        .addLines("4F7K-92QD-M3XA")
                        .addLines("2027-01-16T08:30:00Z")
                        .addLines("https://desk.example/enrol#4F7K-92QD-M3XA"))
                .build());
    Runs.Result result = scene.run("officer", "invite", "o.olund", "--role", "auditor");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("https://desk.example/enrol#4F7K-92QD-M3XA"), result.out());
    assertEquals("auditor", invited().getFirst().getRole());
  }

  @Test
  void aLocalRoleIsTakenAndADryRunTakesNone() {
    scene
        .node()
        .answering(DoneResponse.newBuilder().setDone(Done.newBuilder().setJournal(18)).build());
    assertEquals(0, scene.run("officer", "disable", "o.olund", "--dry-run").code());
    assertEquals(List.of(), scene.node().calls());
    Runs.Result result = scene.run("officer", "disable", "o.olund");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("o.olund"), result.err());
  }

  @Test
  void theExportIsTheNextRosterWithEverybodyAsBefore() throws IOException {
    Endorsed<Roster> now = twoWait();
    Runs.Result result = scene.run("officer", "enrolments", "--export", "next.yaml");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("vigil roster sign next.yaml"), result.err());
    Roster next = RosterDraft.read(scene.home().resolve("next.yaml")).roster(Runs.NOW);
    assertEquals(now.value().version() + 1, next.version());
    assertEquals(now.hash(), next.previous());
    assertEquals(now.value().officers().size() + 1, next.officers().size());
    Officer before = now.value().officers().getFirst();
    Officer after = next.officers().getFirst();
    assertEquals(before.name(), after.name(), "the roster's word, not the enrolment's");
    assertEquals(before.from(), after.from(), "nobody is new again");
    assertEquals(OLD_HAND.credential(), after.credentials().getLast());
    assertTrue(after.credentials().containsAll(before.credentials()));
    assertEquals(
        now.value().officers().subList(1, now.value().officers().size()),
        next.officers().subList(1, now.value().officers().size()));
    Officer fresh = next.officers().getLast();
    assertEquals("N. New", fresh.name());
    assertEquals(Officer.Role.SUPERVISOR, fresh.role());
    assertEquals(List.of(NEW.credential()), fresh.credentials());
  }

  @Test
  void aDraftThatIsThereIsNotWrittenOver() throws IOException {
    twoWait();
    Files.writeString(scene.home().resolve("next.yaml"), "mine");
    Runs.Result result = scene.run("officer", "enrolments", "--export", "next.yaml");
    assertFalse(result.code() == 0);
    assertEquals("mine", Files.readString(scene.home().resolve("next.yaml")));
  }
}
