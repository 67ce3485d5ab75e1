package org.vigilmesh.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.vigilmesh.Fixtures;
import org.vigilmesh.SoftPasskey;
import org.vigilmesh.adapter.desk.Desk;
import org.vigilmesh.adapter.desk.DeskPorts;
import org.vigilmesh.adapter.desk.DeskSettings;
import org.vigilmesh.message.Decision;
import org.vigilmesh.port.Attendance;
import org.vigilmesh.port.Enrolment;
import org.vigilmesh.port.Queries;
import org.vigilmesh.port.Submissions;

/**
 * Borduria's desk with cases in several states, for a real browser: engines and stores in memory,
 * no other process. Prints the passkey that its officer signs in with, and stays until it is ended.
 */
final class DeskStage {
  private final Mesh mesh = new Mesh();
  private final Letters letters = new Letters(mesh);
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad", "s.tan");

  private DeskStage() {
    mesh.introduce(xa, xb);
  }

  /** The port to listen on. */
  public static void main(String[] arguments) throws InterruptedException {
    int port = Integer.parseInt(arguments[0]);
    DeskStage stage = new DeskStage();
    String origin = "http://localhost:" + port;
    SoftPasskey passkey = new SoftPasskey("a.haddad", "localhost", origin);
    Browser.enrol(stage.mesh, stage.xb, "a.haddad", passkey);
    stage.cases();
    try (Desk desk = stage.desk(port, origin)) {
      System.out.println("passkey " + passkey.id().bytes().hex() + " " + passkey.pkcs8().hex());
      System.out.println("desk " + origin + " " + desk.port());
      while (!Thread.interrupted()) {
        Thread.sleep(Duration.ofMillis(500));
        synchronized (stage.mesh) {
          stage.mesh.settle();
        }
      }
    }
  }

  private void cases() {
    for (int i = 0; i < 3; i++) {
      new Matter(mesh, letters, xa, xb).request();
    }
    Matter acknowledged = new Matter(mesh, letters, xa, xb);
    acknowledged.request();
    acknowledged.acknowledge();
    Matter preserved = new Matter(mesh, letters, xa, xb);
    preserved.request();
    preserved.acknowledge();
    preserved.decide(Decision.Value.ACCEPTED);
    preserved.preserve();
    new Matter(mesh, letters, xb, xa).request();
  }

  private Desk desk(int port, String origin) {
    return Desk.open(
        new DeskSettings(new InetSocketAddress("127.0.0.1", port), origin, Optional.empty(), "xb"),
        new DeskPorts(
            inTurn(Submissions.class, new Browser.Turning(mesh, xb.engine.submissions())),
            inTurn(Queries.class, xb.engine.queries()),
            inTurn(Attendance.class, xb.engine.attendance()),
            inTurn(Enrolment.class, xb.engine.enrolment()),
            Country.CODEC,
            count -> {
              synchronized (mesh) {
                return mesh.random(count);
              }
            },
            mesh::now));
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
}
