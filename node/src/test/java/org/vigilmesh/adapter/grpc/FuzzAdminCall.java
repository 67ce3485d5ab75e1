package org.vigilmesh.adapter.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Fuzz target for admin calls: the first byte chooses one of those that answer once, the rest is
 * its request. Every request that parses is answered once, with a result or a typed failure.
 */
public final class FuzzAdminCall {
  /** The plain node notes all that it is asked: a new one begins before that fills the memory. */
  private static final int ASKED_MAX = 10_000;

  /**
   * As a field of an answer; in bytes of the request that an answer repeats, quotes are escaped.
   */
  private static final String FAILED = "code: \"E-NODE-FAILED\"";

  private static List<ServerMethodDefinition<?, ?>> methods = methods();
  private static int asked;

  private FuzzAdminCall() {}

  private static List<ServerMethodDefinition<?, ?>> methods() {
    PlainNode node = new PlainNode();
    AdminPorts ports = new AdminPorts(node, node, node, new PlainEnrolment(), node, "");
    Comparator<ServerMethodDefinition<?, ?>> byName =
        Comparator.comparing(method -> method.getMethodDescriptor().getFullMethodName());
    List<ServerMethodDefinition<?, ?>> all =
        new java.util.ArrayList<>(new AdminCalls(ports, Runnable::run).bindService().getMethods());
    all.removeIf(m -> m.getMethodDescriptor().getType() != MethodDescriptor.MethodType.UNARY);
    all.sort(byName);
    return List.copyOf(all);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    if (++asked % ASKED_MAX == 0) {
      methods = methods();
    }
    if (input.length > 0) {
      int chosen = Byte.toUnsignedInt(input[0]) % methods.size();
      byte[] request = Arrays.copyOfRange(input, 1, input.length);
      Context.current()
          .withValue(Callers.CALLER, "fuzz")
          .run(() -> ask(methods.get(chosen), request));
    }
  }

  private static <Q, A> void ask(ServerMethodDefinition<Q, A> method, byte[] bytes) {
    Q request;
    try {
      request = method.getMethodDescriptor().parseRequest(new ByteArrayInputStream(bytes));
    } catch (StatusRuntimeException e) {
      return; // gRPC refuses what is no message before a call sees it
    }
    Answer<Q, A> answer = new Answer<>(method.getMethodDescriptor());
    ServerCall.Listener<Q> listener =
        method.getServerCallHandler().startCall(answer, new Metadata());
    listener.onMessage(request);
    listener.onHalfClose();
    if (answer.messages != 1 || answer.text.contains(FAILED)) {
      throw new AssertionError(answer.messages + " answers to " + request + ": " + answer.text);
    }
  }

  private static final class Answer<Q, A> extends ServerCall<Q, A> {
    private final MethodDescriptor<Q, A> method;
    private int messages;
    private String text = "";

    Answer(MethodDescriptor<Q, A> method) {
      this.method = method;
    }

    @Override
    public void sendMessage(A message) {
      messages++;
      text = message.toString();
    }

    @Override
    public void request(int count) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<Q, A> getMethodDescriptor() {
      return method;
    }
  }
}
