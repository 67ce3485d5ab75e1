package org.vigilmesh.engine;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigilmesh.Fixtures;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Rows.CaseRow;
import org.vigilmesh.request.Entries;
import org.vigilmesh.request.RequestTemplate;

/**
 * Avalon's desk with an author, a colleague and a supervisor signed in, and Borduria to write to.
 */
final class WritingDesk implements AutoCloseable {
  final Mesh mesh = new Mesh();
  final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes", "l.brandt");
  final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad");
  final Browser author;
  final Browser supervisor;

  WritingDesk() throws IOException, InterruptedException {
    mesh.introduce(xa, xb);
    author = Browser.at(mesh, xa, "j.morgan");
    supervisor = Browser.at(mesh, xa, "p.reyes", Officer.Role.SUPERVISOR);
    author.signIn();
    supervisor.signIn();
  }

  /** What the example of a request file says, as a page would send it. */
  Map<String, String> filled() {
    Map<String, String> form =
        new LinkedHashMap<>(
            Entries.ofFile(RequestTemplate.example(mesh.now())).orElseThrow().texts());
    form.remove("sensitive_flags");
    form.remove("requested_state");
    form.remove("requesting_state");
    form.put("recipient", "xb");
    form.put("releaser", "p.reyes");
    return form;
  }

  /** Sends a new form with that button. */
  HttpResponse<String> send(Map<String, String> form, String wanted)
      throws IOException, InterruptedException {
    return send(author, draft(author.get("/compose").body()), form, wanted);
  }

  static HttpResponse<String> send(
      Browser browser, String draft, Map<String, String> form, String wanted)
      throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(form);
    all.put("token", browser.token());
    all.put("draft", draft);
    all.put("do", wanted);
    return browser.send("/compose", all, Browser.ORIGIN);
  }

  /** The name of the draft that a page shows. */
  static String draft(String page) {
    return Browser.find(page, "name=\"draft\" value=\"([^\"]+)\"").orElseThrow();
  }

  static List<CaseRow> cases(Mesh.Member member) {
    return member.engine.queries().cases(CaseQuery.NEWEST, 10);
  }

  /** Written, reviewed and signed by the author; the address where it waits. */
  String handedOver() throws IOException, InterruptedException {
    return handOver(send(filled(), "review").body());
  }

  String handOver(String review) throws IOException, InterruptedException {
    return author.sign(review).headers().firstValue("Location").orElseThrow();
  }

  @Override
  public void close() {
    author.close();
    supervisor.close();
  }
}
