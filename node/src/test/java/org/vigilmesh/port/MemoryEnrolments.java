package org.vigilmesh.port;

import java.util.Comparator;
import java.util.List;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Enrolment.Enrolled;
import org.vigilmesh.port.Enrolment.Invitation;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;

/** Invitations and new passkeys in a {@link MemoryStore}. */
interface MemoryEnrolments extends StoreTx {
  MemoryTables t();

  @Override
  default List<Invitation> invitations() {
    return t().invitations.from("", Integer.MAX_VALUE);
  }

  @Override
  default void putInvitation(Invitation invitation) {
    t().invitations = t().invitations.with(invitation.officer().text(), invitation);
  }

  @Override
  default void dropInvitation(OfficerId officer) {
    t().invitations = t().invitations.without(officer.text());
  }

  @Override
  default List<Enrolled> enrolled() {
    return t().enrolled.from(Bytes.EMPTY, Integer.MAX_VALUE).stream()
        .sorted(
            Comparator.comparing(Enrolled::at).thenComparing(one -> one.credential().id().bytes()))
        .toList();
  }

  @Override
  default void addEnrolled(Enrolled enrolled) {
    Bytes key = enrolled.credential().id().bytes();
    Check.that(!t().enrolled.has(key), "a passkey is enrolled once");
    t().enrolled = t().enrolled.with(key, enrolled);
  }

  @Override
  default void dropEnrolled(CredentialId credential) {
    t().enrolled = t().enrolled.without(credential.bytes());
  }
}
