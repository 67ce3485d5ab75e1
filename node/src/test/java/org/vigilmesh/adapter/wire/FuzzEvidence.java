package org.vigilmesh.adapter.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.util.Optional;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.evidence.Evidence;
import org.vigilmesh.evidence.Reading;
import org.vigilmesh.evidence.Trusted;
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Verifier;
import org.vigilmesh.proto.v1.EvidenceProto;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * Fuzz target for files of evidence: refused, or judged object by object. What the digest at the
 * end would refuse at once is judged as well, as if its writer had made a new digest.
 */
public final class FuzzEvidence {
  private static final WireCodec CODEC = new WireCodec();
  private static final Verifier VERIFIER = new Crypto(new SecureRandom()).verifier();

  private FuzzEvidence() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Bytes bytes = Bytes.of(input);
    if (CODEC.evidenceFile().decode(bytes) instanceof Decoded.Value<EvidenceFile>(var file)
        && !CODEC.evidenceFile().encode(file).equals(bytes)) {
      throw new AssertionError("read from bytes that are not its own");
    }
    parsed(input).ifPresent(FuzzEvidence::judge);
  }

  private static void judge(EvidenceFile file) {
    Bytes sealed = CODEC.evidenceFile().encode(file);
    Reading reading = Evidence.read(sealed, CODEC, VERIFIER, Trusted.NOTHING);
    if (reading instanceof Reading.Judged(Evidence evidence)
        && evidence.checked().size() < file.pieces().size() + file.cards().size()) {
      throw new AssertionError("an object that nobody judged");
    }
  }

  private static Optional<EvidenceFile> parsed(byte[] input) {
    try {
      return Optional.of(EvidenceFields.file(EvidenceProto.EvidenceFile.parseFrom(input)));
    } catch (InvalidProtocolBufferException | InvalidValue | DateTimeException _) {
      return Optional.empty();
    }
  }
}
