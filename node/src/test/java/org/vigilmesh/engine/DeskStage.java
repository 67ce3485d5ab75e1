package org.vigilmesh.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.adapter.desk.Desk;
import org.vigilmesh.adapter.desk.DeskPorts;
import org.vigilmesh.adapter.desk.DeskSettings;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.identity.Officer;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Decision;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.message.PreservationRequest;
import org.vigilmesh.port.Administration.Done;
import org.vigilmesh.port.Attendance;
import org.vigilmesh.port.CaseQuery;
import org.vigilmesh.port.Drafts;
import org.vigilmesh.port.Duty;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Preferences;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Submissions;

/**
 * The desks of Avalon and Borduria with cases in several states, for a real browser: engines and
 * stores in memory, their turns taken one at a time while {@link #turn} is called.
 */
final class DeskStage implements AutoCloseable {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad", "s.tan");
  private final long began = System.nanoTime();
  private final List<Desk> desks = new ArrayList<>();
  private final List<String> passkeys = new ArrayList<>();

  DeskStage() {
    mesh.introduce(xa, xb);
    for (Mesh.Member member : List.of(xa, xb)) {
      int port = freePort();
      String origin = "http://localhost:" + port;
      for (String officer : member.country.officers.keySet()) {
        SoftPasskey passkey = new SoftPasskey(officer, "localhost", origin);
        Browser.enrol(mesh, member, officer, passkey);
        passkeys.add(
            "{\"officer\":\"%s\",\"origin\":\"%s\",\"id\":\"%s\",\"key\":\"%s\"}"
                .formatted(officer, origin, passkey.id().bytes().hex(), passkey.pkcs8().hex()));
      }
      desks.add(open(member, port, origin));
    }
  }

  /** What a script needs to know: where the desks are, and everybody's passkey, as JSON. */
  String described() {
    return "{\"xa\":\"http://localhost:%d\",\"xb\":\"http://localhost:%d\",\"passkeys\":[%s]}"
        .formatted(desks.get(0).port(), desks.get(1).port(), String.join(",", passkeys));
  }

  /** A case for each state that a list has a tab for. */
  void fill() {
    for (int i = 0; i < 3; i++) {
      new Matter(mesh, letters, xa, xb).request();
    }
    Matter acknowledged = new Matter(mesh, letters, xa, xb);
    acknowledged.request();
    mesh.settle();
    acknowledged.acknowledge();
    Matter preserved = new Matter(mesh, letters, xa, xb);
    preserved.request();
    mesh.settle();
    preserved.acknowledge();
    mesh.settle();
    preserved.decide(Decision.Value.ACCEPTED);
    mesh.settle();
    preserved.preserve();
    new Matter(mesh, letters, xb, xa).request();
    mesh.settle();
  }

  /** A case whose facts are {@code facts}. */
  void ask(String facts) {
    synchronized (mesh) {
      send(facts);
    }
  }

  private void send(String facts) {
    Matter matter = new Matter(mesh, letters, xa, xb);
    PreservationRequest said =
        MessageFixtures.with(MessageFixtures.request(), "matter.factsSummary", facts);
    Letters.Draft plain = matter.opening;
    letters.send(
        new Letters.Draft(
            plain.from(),
            plain.to(),
            said,
            plain.caseId(),
            plain.urgency(),
            plain.parents(),
            plain.officers(),
            plain.life()));
  }

  /** A one-time code for somebody at Borduria. */
  String invite(String officer, Officer.Role role) {
    synchronized (mesh) {
      Done.Ok done =
          (Done.Ok)
              xb.engine
                  .enrolment()
                  .invite(new OfficerId(officer), officer, role, Duration.ofHours(1), "root");
      return done.lines().getFirst();
    }
  }

  /** Whose passkeys are at Borduria and in no roster. */
  List<String> enrolled() {
    synchronized (mesh) {
      return xb.engine.enrolment().enrolments().stream().map(one -> one.officer().text()).toList();
    }
  }

  /** Lets all engines do what is due. */
  void turn() {
    synchronized (mesh) {
      mesh.settle();
    }
  }

  /** How often somebody at Borduria took charge of a case. */
  long acknowledgements() {
    synchronized (mesh) {
      return xb.engine.queries().cases(CaseQuery.NEWEST, 100).stream()
          .map(row -> xb.engine.queries().caseStatus(row.caseId()).orElseThrow())
          .flatMap(status -> status.timeline().stream())
          .filter(entry -> entry.contentType().equals("human_ack"))
          .count();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Desk open(Mesh.Member member, int port, String origin) {
    NodeId node = member.ref().node();
    return Desk.open(
        new DeskSettings(
            new InetSocketAddress("127.0.0.1", port), origin, Optional.empty(), node.text()),
        new DeskPorts(
            inTurn(Submissions.class, new Browser.Turning(mesh, member.engine.submissions())),
            inTurn(Queries.class, member.engine.queries()),
            inTurn(Attendance.class, member.engine.attendance()),
            inTurn(Enrolment.class, member.engine.enrolment()),
            inTurn(Drafts.class, member.engine.drafts()),
            inTurn(Duty.class, member.engine.duty()),
            inTurn(Preferences.class, member.engine.preferences()),
            Country.CODEC,
            Country.CRYPTO.verifier(),
            count -> {
              synchronized (mesh) {
                return mesh.random(count);
              }
            },
            this::ticking));
  }

  /** The members' time, which stands between their turns, with the seconds that pass here. */
  private Instant ticking() {
    synchronized (mesh) {
      return mesh.now().plusNanos(System.nanoTime() - began);
    }
  }

  /** The engines turn in one thread at a time; who waits for a change holds nobody up. */
  private <T> T inTurn(Class<T> port, T engine) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, values) -> {
              try {
                if (method.getName().equals("awaitChange")) {
                  return method.invoke(engine, values);
                }
                synchronized (mesh) {
                  return method.invoke(engine, values);
                }
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public void close() {
    desks.forEach(Desk::close);
  }
}
