package org.vigilmesh.request;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Fuzz target for request files: a draft, or every problem with its line. */
public final class FuzzRequestFile {
  private static final Instant NOW = Instant.parse("2031-03-03T08:00:00Z");

  private FuzzRequestFile() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Reading<RequestDraft> read =
        RequestFile.read(
            new String(input, StandardCharsets.UTF_8),
            Enclosures.NONE,
            NOW,
            RequestFile.Known.NOTHING);
    if (read instanceof Reading.Broken<RequestDraft>(var problems) && problems.isEmpty()) {
      throw new AssertionError("refused without a problem");
    }
  }
}
