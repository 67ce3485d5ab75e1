package org.vigilmesh.adapter.grpc;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.vigilmesh.port.Transport;
import org.vigilmesh.port.TransportIdentity;

/** The way into this package: makes the links' transport and the admin server. */
public final class Grpc {
  private Grpc() {}

  /**
   * Links to peers; listens on {@code listen} (port 0: any) from {@link Transport#start} on, which
   * refuses with {@link GrpcException} unless a handshake with itself used the hybrid group.
   */
  public static Transport transport(
      InetSocketAddress listen, TransportIdentity identity, InstantSource clock) {
    return new GrpcTransport(listen, identity, clock, Limits.STANDARD);
  }

  /**
   * Serves {@code ports} on a Unix domain socket at {@code socket}, mode 0600, reachable on return.
   * {@code calls} runs the calls, each on a thread of its own that may wait; it is not closed here.
   */
  public static Listening admin(Path socket, AdminPorts ports, Executor calls) {
    return AdminServer.start(socket, ports, calls);
  }

  /** Something that listens until it is closed. */
  public interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
