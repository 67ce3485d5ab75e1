package org.vigilmesh.adapter.sqlite;

import java.util.List;
import org.vigilmesh.identity.Credential;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Officer.Role;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.port.Enrolment.Enrolled;
import org.vigilmesh.port.Enrolment.Invitation;
import org.vigilmesh.port.StoreTx;
import org.vigilmesh.value.Bytes;

/** Codes that nobody has redeemed, and passkeys that no roster holds. */
interface EnrolmentTables extends StoreTx {
  Session session();

  @Override
  default List<Invitation> invitations() {
    return session()
        .list(
            Table.INVITATION,
            "SELECT * FROM invitation ORDER BY officer",
            row ->
                new Invitation(
                    new OfficerId(row.text(0)),
                    row.text(1),
                    row.constant(2, Role.class),
                    row.digest(3),
                    row.time(4)));
  }

  @Override
  default void putInvitation(Invitation invitation) {
    session()
        .put(
            Table.INVITATION,
            "INSERT OR REPLACE INTO invitation VALUES (?, ?, ?, ?, ?, ?)",
            invitation.officer().text(),
            invitation.name(),
            invitation.role(),
            invitation.codeHash(),
            invitation.until());
  }

  @Override
  default void dropInvitation(OfficerId officer) {
    session().run("DELETE FROM invitation WHERE officer = ?", officer.text());
  }

  @Override
  default List<Enrolled> enrolled() {
    return session()
        .list(
            Table.ENROLLED, "SELECT * FROM enrolled ORDER BY at, credential", EnrolmentTables::row);
  }

  private static Enrolled row(Row row) {
    Credential credential =
        new Credential(
            new CredentialId(row.bytes(0)),
            row.bytes(4),
            Credential.Algorithm.ES256,
            row.constant(5, Credential.Kind.class),
            row.text(6),
            row.list(7).stream().map(Bytes::text).toList());
    return new Enrolled(
        new OfficerId(row.text(1)),
        row.text(2),
        row.constant(3, Role.class),
        credential,
        row.digest(8),
        row.bytes(9),
        row.time(10));
  }

  @Override
  default void addEnrolled(Enrolled enrolled) {
    Credential credential = enrolled.credential();
    session()
        .put(
            Table.ENROLLED,
            "INSERT INTO enrolled VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            credential.id().bytes(),
            enrolled.officer().text(),
            enrolled.name(),
            enrolled.role(),
            credential.publicKey(),
            credential.kind(),
            credential.relyingParty(),
            credential.origins(),
            enrolled.challenge(),
            enrolled.proof(),
            enrolled.at());
  }

  @Override
  default void dropEnrolled(CredentialId credential) {
    session().run("DELETE FROM enrolled WHERE credential = ?", credential.bytes());
  }
}
