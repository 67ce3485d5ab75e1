package org.vigilmesh.adapter.grpc;

import java.util.List;
import org.vigilmesh.port.Queries.CaseNote;
import org.vigilmesh.port.Queries.NoteKind;

/** What the plain node notices about its act. */
final class PlainNote {
  static final CaseNote NOTE =
      new CaseNote(
          PlainNode.ACT,
          NoteKind.SET_ASIDE,
          "V50",
          "reason.ground",
          "PRES-REFUSE",
          "a.haddad",
          List.of("3"));

  private PlainNote() {}
}
