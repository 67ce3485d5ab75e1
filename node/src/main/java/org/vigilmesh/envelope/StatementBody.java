package org.vigilmesh.envelope;

import java.util.List;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * The confidential part of a statement: the act as opaque bytes, the persons' endorsements beside
 * it and the attachments it names by digest. Begins with 32 random bytes that are shredded with it.
 */
public record StatementBody(
    Bytes random,
    Bytes act,
    List<Endorsement> endorsements,
    long rosterVersion,
    List<Bytes> attachments) {
  public static final int RANDOM_SIZE = 32;

  /** An act is text and codes: 48 KiB hold the longest form with room to spare. */
  public static final int ACT_SIZE_MAX = 48 * 1024;

  public static final int ENDORSEMENTS_MAX = 4;
  public static final int ATTACHMENTS_MAX = 32;

  public StatementBody {
    endorsements = List.copyOf(endorsements);
    attachments = List.copyOf(attachments);
    InvalidValue.unless(random.size() == RANDOM_SIZE, "32 random bytes");
    InvalidValue.unless(!act.isEmpty() && act.size() <= ACT_SIZE_MAX, "act size");
    InvalidValue.unless(endorsements.size() <= ENDORSEMENTS_MAX, "at most 4 endorsements");
    InvalidValue.unless(attachments.size() <= ATTACHMENTS_MAX, "at most 32 attachments");
    InvalidValue.unless(rosterVersion >= 0, "roster version");
    int total = 0;
    for (Bytes attachment : attachments) {
      total += attachment.size();
      InvalidValue.unless(total <= Format.ATTACHMENTS_SIZE_MAX, "attachments exceed 192 KiB");
    }
  }
}
