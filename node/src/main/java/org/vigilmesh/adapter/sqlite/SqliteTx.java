package org.vigilmesh.adapter.sqlite;

import org.vigilmesh.value.Check;

/** One transaction or snapshot over all tables; useless once it is over. */
final class SqliteTx
    implements IdentityTables,
        LaneTables,
        CaseTables,
        ListTables,
        JournalTables,
        BellTables,
        EnrolmentTables,
        OutwardTable,
        DraftTable,
        ShiftTable,
        PreferenceTables {
  private final Session session;
  private boolean isOver;

  SqliteTx(Session session) {
    this.session = session;
  }

  @Override
  public Session session() {
    Check.that(!isOver, "a transaction is not used after it returned");
    return session;
  }

  void end() {
    isOver = true;
  }
}
