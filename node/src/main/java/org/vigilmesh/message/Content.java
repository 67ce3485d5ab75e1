package org.vigilmesh.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.identity.Extension;
import org.vigilmesh.law.Subject;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.InvalidValue;

/**
 * What an act says: one record per content type. An empty text, an empty list, a null or a zero
 * means that the field was not filled; the validation says what is missing.
 */
public sealed interface Content
    permits Content.CaseRequest,
        Described,
        Decision,
        Content.HumanAck,
        Content.PreservationConfirmation,
        Content.ChannelTest,
        Content.UnknownContent {
  ContentType contentType();

  /** National file numbers; {@link CaseRefs#NONE} for what belongs to no case. */
  CaseRefs caseRefs();

  /** Room for later versions; a critical one makes the content one of unknown form. */
  List<Extension> extensions();

  /** The file numbers of the requesting and the requested side; each empty until known. */
  record CaseRefs(String requesting, String requested) {
    public static final CaseRefs NONE = new CaseRefs("", "");

    public CaseRefs {
      requesting = Bounds.line(requesting, "case_ref_requesting");
      requested = Bounds.line(requested, "case_ref_requested");
    }
  }

  /** A hold that the requested side placed before it decided; {@code law} is its legal basis. */
  record ProvisionalHold(boolean placed, @Nullable Instant until, String law) {
    public ProvisionalHold {
      until = Bounds.timeOrNull(until, "provisional_hold.until");
      law = Bounds.line(law, "provisional_hold.law");
    }
  }

  /**
   * A named officer took charge; says nothing about what will be done.
   *
   * @param dutyRole code of the list officer_role
   */
  record HumanAck(
      CaseRefs caseRefs,
      ActId inReplyTo,
      String dutyRole,
      @Nullable Instant openedAt,
      @Nullable ProvisionalHold provisionalHold,
      List<Extension> extensions)
      implements Content {
    public HumanAck {
      dutyRole = Bounds.code(dutyRole, "duty_role");
      openedAt = Bounds.timeOrNull(openedAt, "opened_at");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    @Override
    public ContentType contentType() {
      return ContentType.HUMAN_ACK;
    }
  }

  /** The national order behind a hold, with the day on which it ends. */
  record DomesticOrder(String reference, @Nullable LocalDate date, @Nullable LocalDate expires) {
    public DomesticOrder {
      reference = Bounds.line(reference, "domestic_order.ref");
      date = Bounds.date(date, "domestic_order.date");
      expires = Bounds.date(expires, "domestic_order.expires");
    }
  }

  /**
   * The custodian holds the data, with reference and dates.
   *
   * @param itemIds the data items held
   * @param effectiveAt when the hold took effect; the treaty's floor counts from here
   * @param confirmedAt when the custodian told the requested side
   */
  record PreservationConfirmation(
      CaseRefs caseRefs,
      ActId inReplyTo,
      String custodian,
      String custodianRef,
      List<String> itemIds,
      Instant effectiveAt,
      Instant preservedUntil,
      @Nullable Instant confirmedAt,
      @Nullable DomesticOrder domesticOrder,
      @Nullable LocalDate gagExpires,
      List<Extension> extensions)
      implements Content {
    public PreservationConfirmation {
      custodian = Bounds.line(custodian, "custodian");
      custodianRef = Bounds.line(custodianRef, "custodian_ref");
      itemIds = Bounds.codes(itemIds, "item_ids");
      effectiveAt = Bounds.time(effectiveAt, "effective_at");
      preservedUntil = Bounds.time(preservedUntil, "preserved_until");
      confirmedAt = Bounds.timeOrNull(confirmedAt, "confirmed_at");
      gagExpires = Bounds.date(gagExpires, "gag_expires");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    @Override
    public ContentType contentType() {
      return ContentType.PRESERVATION_CONFIRMATION;
    }
  }

  /** A test of the whole way; always an exercise. */
  record ChannelTest(Bytes nonce, boolean expectsHumanAck, List<Extension> extensions)
      implements Content {
    public static final int NONCE_SIZE = 16;

    public ChannelTest {
      InvalidValue.unless(nonce.size() == NONCE_SIZE, "a channel test has a nonce of 16 bytes");
      extensions = Bounds.list(extensions, 16, "extensions");
    }

    @Override
    public ContentType contentType() {
      return ContentType.CHANNEL_TEST;
    }

    @Override
    public CaseRefs caseRefs() {
      return CaseRefs.NONE;
    }
  }

  /** Content of a type or version that this program does not know, kept as it came. */
  record UnknownContent(String type, int version, Bytes bytes) implements Content {
    public UnknownContent {
      type = Bounds.code(type, "content type");
      InvalidValue.unless(!type.isEmpty(), "content has a type");
      InvalidValue.unless(version >= 1, "content versions count from 1");
      InvalidValue.unless(bytes.size() <= Act.SIZE_MAX, "content size");
    }

    @Override
    public ContentType contentType() {
      return ContentType.UNKNOWN;
    }

    @Override
    public List<Extension> extensions() {
      return List.of();
    }

    @Override
    public CaseRefs caseRefs() {
      return CaseRefs.NONE;
    }
  }

  /** A request for data that stand in records: to keep them, to learn their path, to have them. */
  sealed interface CaseRequest extends Content
      permits PreservationRequest, TrafficDisclosureRequest, EmergencyDataRequest {
    RequestPart.Filing filing();

    RequestPart.Authorities authorities();

    RequestPart.Matter matter();

    RequestPart.Wanted wanted();

    RequestPart.Need need();

    RequestPart.Terms terms();

    /** What the law calls the thing that is asked for. */
    default Subject subject() {
      return switch (this) {
        case PreservationRequest _ -> Subject.PRESERVATION;
        case TrafficDisclosureRequest _ -> Subject.TRAFFIC;
        case EmergencyDataRequest _ -> Subject.EMERGENCY_DATA;
      };
    }

    List<RequestPart.Attachment> attachments();

    List<RequestPart.RuleOverride> overrides();
  }
}
