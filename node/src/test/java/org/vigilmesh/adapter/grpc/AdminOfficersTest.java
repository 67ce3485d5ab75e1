package org.vigilmesh.adapter.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.Fixtures.T;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigilmesh.proto.v1.DismissOfficerRequest;
import org.vigilmesh.proto.v1.DoneResponse;
import org.vigilmesh.proto.v1.EnrolledPasskey;
import org.vigilmesh.proto.v1.Failure;
import org.vigilmesh.proto.v1.InviteOfficerRequest;
import org.vigilmesh.proto.v1.ListEnrolmentsRequest;
import org.vigilmesh.value.Bytes;

/** Invitations and waiting passkeys over the real admin socket. */
final class AdminOfficersTest extends AdminSocket {
  private DoneResponse invite(String officer, String role, long seconds) {
    return admin()
        .inviteOfficer(
            InviteOfficerRequest.newBuilder()
                .setOfficer(officer)
                .setName("S. Tan")
                .setRole(role)
                .setSeconds(seconds)
                .build());
  }

  @Test
  void anInvitationIsNotedWithItsCallerAndGivesTheCode() {
    DoneResponse answer = invite("s.tan", "central_authority", 600);
    assertEquals(
        List.of("4F7K-92QD-M3XA", T.toString(), "https://desk.example/enrol#4F7K-92QD-M3XA"),
        answer.getDone().getLinesList());
    assertEquals(List.of("s.tan S. Tan CENTRAL_AUTHORITY PT10M " + USER), enrolment.invited());
  }

  @ParameterizedTest
  @CsvSource({
    "S. Tan, officer, 600",
    "s.tan, admin, 600",
    "s.tan, OFFICER, 600",
    "s.tan, officer, 86401",
    "s.tan, officer, -1"
  })
  void whatIsNoInvitationIsTheCallersToMend(String officer, String role, long seconds) {
    DoneResponse answer = invite(officer, role, seconds);
    assertEquals(Failure.FAILURE_INPUT, answer.getFailed().getFailure());
    assertTrue(enrolment.invited().isEmpty());
  }

  @Test
  void whoIsDismissedIsNamedWithTheCaller() {
    DoneResponse answer =
        admin().dismissOfficer(DismissOfficerRequest.newBuilder().setOfficer("o.olund").build());
    assertEquals(List.of("o.olund by " + USER), answer.getDone().getLinesList());
  }

  @Test
  void waitingPasskeysAreListedWithAllThatARosterNeeds() {
    EnrolledPasskey one =
        admin()
            .listEnrolments(ListEnrolmentsRequest.getDefaultInstance())
            .getEnrolments()
            .getEnrolments(0);
    assertEquals("s.tan", one.getOfficer());
    assertEquals("S. Tan", one.getName());
    assertEquals("supervisor", one.getRole());
    assertEquals("device_bound", one.getKind());
    assertEquals("desk.example", one.getRelyingParty());
    assertEquals(List.of("https://desk.example"), one.getOriginsList());
    assertEquals(T.toEpochMilli(), one.getEnrolledAt());
    assertEquals(PlainEnrolment.CREDENTIAL.publicKey(), Bytes.of(one.getPublicKey().toByteArray()));
    assertEquals(
        PlainEnrolment.CREDENTIAL.id().bytes(), Bytes.of(one.getCredential().toByteArray()));
  }
}
