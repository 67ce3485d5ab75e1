package org.vigilmesh.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigilmesh.message.MessageFixtures.with;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vigilmesh.Fixtures;
import org.vigilmesh.adapter.grpc.AdminPorts;
import org.vigilmesh.adapter.grpc.Grpc;
import org.vigilmesh.message.MessageFixtures;
import org.vigilmesh.proto.v1.AdminGrpc;

/** The admin socket over a node that holds a case: what every call of it answers. */
final class AdminSecretsTest {
  private static final String CANARY = "zeisig-9214-zeisig";

  private final Mesh mesh = new Mesh();
  private final Mesh.Member xa = mesh.add(Fixtures.XA, "j.morgan", "p.reyes");
  private final Mesh.Member xb = mesh.add(Fixtures.XB, "a.haddad");
  private final Matter matter;

  AdminSecretsTest() {
    mesh.introduce(xa, xb);
    Letters letters = new Letters(mesh);
    matter = new Matter(mesh, letters, xa, xb);
    Letters.Draft plain = matter.opening;
    letters.send(
        new Letters.Draft(
            plain.from(),
            plain.to(),
            with(MessageFixtures.request(), "matter.factsSummary", CANARY + " " + "x".repeat(300)),
            plain.caseId(),
            plain.urgency(),
            plain.parents(),
            plain.officers(),
            plain.life()));
    mesh.settle();
  }

  /** Every field of a request that names something named as this node has it. */
  private Message filled(Descriptor type) {
    DynamicMessage.Builder request = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      if (!field.isRepeated() && field.getJavaType() == FieldDescriptor.JavaType.STRING) {
        request.setField(field, value(field.getName()));
      }
    }
    return request.build();
  }

  private String value(String field) {
    return switch (field) {
      case "case_id" -> matter.opening.caseId().toString();
      case "node", "recipient", "peer" -> "xa";
      case "officer" -> "a.haddad";
      case "role" -> "auditor";
      case "identifier", "reference" -> "";
      default -> "text";
    };
  }

  private static MethodDescriptor.Marshaller<byte[]> bytes() {
    return new MethodDescriptor.Marshaller<>() {
      @Override
      public InputStream stream(byte[] value) {
        return new ByteArrayInputStream(value);
      }

      @Override
      public byte[] parse(InputStream stream) {
        try (stream) {
          return stream.readAllBytes();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** What the call answers, all of it; of a stream what comes within a moment. */
  private static List<String> answers(
      ManagedChannel channel, MethodDescriptor<?, ?> method, byte[] r) {
    List<String> all = new ArrayList<>();
    try {
      Iterator<byte[]> answers =
          ClientCalls.blockingServerStreamingCall(
              channel,
              method.toBuilder(bytes(), bytes()).build(),
              CallOptions.DEFAULT.withDeadlineAfter(
                  method.getType() == MethodDescriptor.MethodType.UNARY ? 20_000 : 500,
                  TimeUnit.MILLISECONDS),
              r);
      while (answers.hasNext()) {
        all.add(new String(answers.next(), StandardCharsets.ISO_8859_1));
      }
    } catch (StatusRuntimeException e) {
      all.add(e.getStatus().toString());
    }
    return all;
  }

  @Test
  void noCallOfAnAdministratorAnswersWithContent() throws Exception {
    Path folder = Files.createTempDirectory("vigil");
    Path socket = folder.resolve("admin.sock");
    ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    AdminPorts ports =
        new AdminPorts(
            xb.engine.submissions(),
            xb.engine.administration(),
            xb.engine.queries(),
            xb.engine.enrolment(),
            (_, _) -> {},
            "");
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
            .overrideAuthority("admin")
            .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
            .withOption(ChannelOption.SO_KEEPALIVE, null)
            .eventLoopGroup(loop)
            .usePlaintext()
            .proxyDetector(_ -> null)
            .build();
    int told = 0;
    try (var _ = Grpc.admin(socket, ports, calls)) {
      for (MethodDescriptor<?, ?> method : AdminGrpc.getServiceDescriptor().getMethods()) {
        if (method.getFullMethodName().endsWith("/Ping")) {
          continue; // waits for a link that this mesh moves by hand
        }
        Descriptor input =
            ((ProtoMethodDescriptorSupplier) method.getSchemaDescriptor())
                .getMethodDescriptor()
                .getInputType();
        for (String answer : answers(channel, method, filled(input).toByteArray())) {
          assertFalse(answer.contains(CANARY), method.getFullMethodName());
          told += answer.contains(matter.opening.caseId().toString()) ? 1 : 0;
        }
      }
    } finally {
      channel.shutdownNow();
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
      calls.shutdownNow();
    }
    assertTrue(told > 0, "the calls spoke of the case");
  }
}
