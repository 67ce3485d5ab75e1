package org.vigilmesh.cli;

import java.util.List;
import java.util.Map;
import org.vigilmesh.identity.ContactPoint;
import org.vigilmesh.identity.Declarations;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.NodeRef;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;

/** Avalon, Borduria and Cascadia: three countries that do not exist, and their officers. */
final class DemoCountries {
  private DemoCountries() {}

  /** The three nodes on {@code firstPort} and the two ports after it. */
  static List<Founding.Plan> plans(int firstPort) {
    return List.of(
        plan(
            "xa",
            firstPort,
            Map.of("en", "24/7 Contact Point of Avalon"),
            "Prosecutor General of Avalon",
            List.of("en", "fr"),
            List.of(
                officer("j.morgan", "J. Morgan", Officer.Role.OFFICER),
                officer("p.reyes", "P. Reyes", Officer.Role.SUPERVISOR))),
        plan(
            "xb",
            firstPort + 1,
            Map.of("ar", "نقطة اتصال بورديريا", "en", "24/7 Contact Point of Borduria"),
            "Ministry of Justice of Borduria",
            List.of("ar", "en"),
            List.of(
                officer("a.haddad", "A. Haddad", Officer.Role.OFFICER),
                officer("s.tan", "S. Tan", Officer.Role.SUPERVISOR),
                officer("l.ferri", "L. Ferri", Officer.Role.CENTRAL_AUTHORITY))),
        plan(
            "xc",
            firstPort + 2,
            Map.of(
                "fr", "Point de contact 24/7 de Cascadie", "en", "24/7 Contact Point of Cascadia"),
            "Parquet national de Cascadie",
            List.of("fr", "en"),
            List.of(officer("m.dubois", "M. Dubois", Officer.Role.OFFICER))));
  }

  private static Founding.Plan plan(
      String node,
      int port,
      Map<String, String> names,
      String authority,
      List<String> languages,
      List<RosterDraft.Entry> officers) {
    ContactPoint contact =
        new ContactPoint(names, authority, List.of("+999 555 " + port), languages);
    Declarations declarations =
        new Declarations(
            List.of("UNCC", "BUD"), false, 90, List.of("may_order_hold", "exercises_welcome"));
    String address = "127.0.0.1:" + port;
    return new Founding.Plan(
        new NodeRef(new NodeId(node), 1),
        new Presentation(contact, declarations),
        address,
        List.of(address),
        officers);
  }

  private static RosterDraft.Entry officer(String id, String name, Officer.Role role) {
    return new RosterDraft.Entry(new OfficerId(id), name, role, List.of());
  }
}
