package org.vigilmesh.adapter.grpc;

import static org.vigilmesh.Fixtures.T;
import static org.vigilmesh.Fixtures.XB;
import static org.vigilmesh.Fixtures.bytes;
import static org.vigilmesh.Fixtures.digest;

import java.util.List;
import org.vigilmesh.port.Queries;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/** The answers of a {@link PlainNode} that are always the same. */
interface PlainFacts extends Queries {
  @Override
  default Bytes card() {
    return bytes("card", 500);
  }

  @Override
  default List<KeyStatus> keys() {
    return List.of(new KeyStatus("sealing", "ab12", T, T.plusSeconds(1), "current", List.of(XB)));
  }

  @Override
  default Digest identifierDigest(String typed) {
    return digest("identifier " + typed);
  }

  @Override
  default Digest referenceDigest(String typed) {
    return digest("reference " + typed);
  }

  @Override
  default SummaryVerdict checkSummaries() {
    return new SummaryVerdict(7, 2, 1, List.of("one differs"));
  }
}
