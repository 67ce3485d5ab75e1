package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.value.Digest;

/** How the request for mutual legal assistance that a hold waits for gets on. */
public sealed interface Assistance extends Described {
  /** What became of the request for assistance. */
  enum Execution {
    EXECUTED,
    PARTLY,
    REFUSED,
    WITHDRAWN
  }

  /** The request for assistance is on its way, or will be. */
  record MlaAnnounced(
      CaseRefs caseRefs,
      String mlaRef,
      String centralAuthority,
      @Nullable Instant sentAt,
      @Nullable LocalDate expectedBy,
      List<String> measures,
      List<Extension> extensions)
      implements Assistance {
    public MlaAnnounced {
      mlaRef = Bounds.line(mlaRef, "mla_ref");
      centralAuthority = Bounds.line(centralAuthority, "central_authority");
      sentAt = Bounds.timeOrNull(sentAt, "sent_at");
      expectedBy = Bounds.date(expectedBy, "expected_by");
      measures = Bounds.codes(measures, "measures");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static MlaAnnounced read(Source in) {
      return new MlaAnnounced(
          in.caseRefs(),
          in.line("mla_ref"),
          in.line("central_authority"),
          in.time("sent_at"),
          in.day("expected_by"),
          in.codes("measures"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.line("mla_ref", mlaRef);
      out.line("central_authority", centralAuthority);
      out.time("sent_at", sentAt);
      out.day("expected_by", expectedBy);
      out.codes("measures", measures);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.MLA_ANNOUNCED;
    }
  }

  /**
   * The requested central authority attests that it has the request: the hold goes on until it is
   * decided.
   */
  record MlaReceived(
      CaseRefs caseRefs,
      String mlaRef,
      @Nullable Instant receivedAt,
      String centralAuthoritySeat,
      List<Extension> extensions)
      implements Assistance {
    public MlaReceived {
      mlaRef = Bounds.line(mlaRef, "mla_ref");
      receivedAt = Bounds.timeOrNull(receivedAt, "received_at");
      centralAuthoritySeat = Bounds.line(centralAuthoritySeat, "central_authority_seat");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static MlaReceived read(Source in) {
      return new MlaReceived(
          in.caseRefs(),
          in.line("mla_ref"),
          in.time("received_at"),
          in.line("central_authority_seat"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.line("mla_ref", mlaRef);
      out.time("received_at", receivedAt);
      out.line("central_authority_seat", centralAuthoritySeat);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.MLA_RECEIVED;
    }
  }

  /** The requested central authority attests what became of the request. */
  record MlaDecided(
      CaseRefs caseRefs,
      String mlaRef,
      Execution outcome,
      @Nullable Instant decidedAt,
      @Nullable Digest supersedes,
      List<Extension> extensions)
      implements Assistance {
    public MlaDecided {
      mlaRef = Bounds.line(mlaRef, "mla_ref");
      decidedAt = Bounds.timeOrNull(decidedAt, "decided_at");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    static MlaDecided read(Source in) {
      return new MlaDecided(
          in.caseRefs(),
          in.line("mla_ref"),
          in.choice("outcome", Execution.class),
          in.time("decided_at"),
          in.digest("supersedes"),
          in.extensions());
    }

    @Override
    public void write(Sink out) {
      out.caseRefs(caseRefs);
      out.line("mla_ref", mlaRef);
      out.choice("outcome", outcome);
      out.time("decided_at", decidedAt);
      out.digest("supersedes", supersedes);
      out.extensions(extensions);
    }

    @Override
    public ContentForm form() {
      return ContentForm.MLA_DECIDED;
    }
  }
}
