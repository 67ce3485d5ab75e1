package org.vigilmesh.adapter.grpc;

import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.proto.v1.PeerLinkGrpc;

/**
 * Frames as gRPC carries them here: bytes, so that our own reader and not the library decides what
 * is a frame, and a malformed one is answered with nothing.
 */
final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {
  /** The one method of the peer port. */
  static final MethodDescriptor<byte[], byte[]> EXCHANGE =
      MethodDescriptor.newBuilder(new RawBytes(), new RawBytes())
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName(PeerLinkGrpc.getExchangeMethod().getFullMethodName())
          .build();

  /** "identity" has to be known, since gRPC announces it; nothing else is. */
  static final DecompressorRegistry NO_COMPRESSION =
      DecompressorRegistry.emptyInstance().with(Codec.Identity.NONE, false);

  @Override
  public InputStream stream(byte[] value) {
    return new ByteArrayInputStream(value);
  }

  /** The library has bounded the message before; this bound only keeps the loop honest. */
  @Override
  public byte[] parse(InputStream stream) {
    try {
      return stream.readNBytes(Format.FRAME_SIZE_MAX + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
