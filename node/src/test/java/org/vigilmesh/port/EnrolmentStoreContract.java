package org.vigilmesh.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.vigilmesh.port.StoredRows.T;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Enrolment.Enrolled;
import org.vigilmesh.port.Enrolment.Invitation;

/** What every {@link Store} does with invitations and new passkeys. */
public interface EnrolmentStoreContract {
  /** The store under test, new, with {@link StoredRows#life()}; the same one within a test. */
  Store store();

  private static Invitation invitation(String officer, String code) {
    return new Invitation(
        new OfficerId(officer), "Jo Morgan", Role.OFFICER, Fixtures.digest(code), T);
  }

  private static Enrolled enrolled(String seed, long seconds) {
    return new Enrolled(
        new OfficerId("j.morgan"),
        "Jo Morgan",
        Role.SUPERVISOR,
        SoftPasskey.at("desk.example", seed).credential(Credential.Kind.SYNCED),
        Fixtures.digest("challenge"),
        Fixtures.bytes("proof", 300),
        T.plusSeconds(seconds));
  }

  @Test
  default void anInvitationIsTheOfficersOnlyOneUntilItIsDropped() {
    Invitation later = invitation("j.morgan", "second");
    Invitation other = invitation("a.duran", "third");
    store()
        .write(
            tx -> {
              tx.putInvitation(invitation("j.morgan", "first"));
              tx.putInvitation(later);
              tx.putInvitation(other);
              return tx.invitations();
            });
    assertEquals(List.of(other, later), store().<List<Invitation>>read(StoreView::invitations));
    store()
        .write(
            tx -> {
              tx.dropInvitation(other.officer());
              return 0;
            });
    assertEquals(List.of(later), store().<List<Invitation>>read(StoreView::invitations));
  }

  @Test
  default void passkeysWaitOldestFirst() {
    Enrolled young = enrolled("a", 9);
    Enrolled old = enrolled("b", 3);
    store()
        .write(
            tx -> {
              tx.addEnrolled(young);
              tx.addEnrolled(old);
              return 0;
            });
    assertEquals(List.of(old, young), store().<List<Enrolled>>read(StoreView::enrolled));
    store()
        .write(
            tx -> {
              tx.dropEnrolled(old.credential().id());
              return 0;
            });
    assertEquals(List.of(young), store().<List<Enrolled>>read(StoreView::enrolled));
  }
}
