package org.vigilmesh.adapter.wire;

import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.ForkProof;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.envelope.IncarnationStart;
import org.vigilmesh.envelope.Receipt;
import org.vigilmesh.envelope.Refusal;
import org.vigilmesh.envelope.Sealed;
import org.vigilmesh.envelope.Statement;
import org.vigilmesh.envelope.StatementBody;
import org.vigilmesh.envelope.StatementHeader;
import org.vigilmesh.identity.AnchorRollover;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Endorsed;
import org.vigilmesh.identity.IdentityBundle;
import org.vigilmesh.identity.KeySet;
import org.vigilmesh.identity.Roster;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.message.Act;
import org.vigilmesh.port.Codec;
import org.vigilmesh.port.Form;
import org.vigilmesh.proto.v1.EvidenceProto;
import org.vigilmesh.proto.v1.IdentityProto;
import org.vigilmesh.proto.v1.ReceiptProto;
import org.vigilmesh.proto.v1.StatementProto;

/**
 * The protocol's forms as canonical protobuf (proto/vigil/v1). Holds no state; safe for several
 * threads.
 */
public final class WireCodec implements Codec {
  /** A thousand revocations with short reasons fit; containers stay below a frame. */
  static final int CARD_SIZE_MAX = 256 * 1024;

  /** Six hundred officers with several credentials each; its container stays below a frame. */
  static final int ROSTER_SIZE_MAX = 512 * 1024;

  static final int KEY_SET_SIZE_MAX = 96 * 1024;

  /** Headers, receipts, refusals, starts: fixed fields in a few KiB, then 16 extensions of 4. */
  static final int RECORD_SIZE_MAX = 72 * 1024;

  static final int SEALED_HEADER_SIZE_MAX = 256;

  private final Form<Card> card =
      MessageForm.plain(
          IdentityProto.Card.parser(), CARD_SIZE_MAX, CardFields::card, CardFields::card);
  private final Form<Roster> roster =
      MessageForm.plain(
          IdentityProto.Roster.parser(),
          ROSTER_SIZE_MAX,
          RosterFields::roster,
          RosterFields::roster);
  private final Form<KeySet> keySet =
      MessageForm.plain(
          IdentityProto.KeySet.parser(),
          KEY_SET_SIZE_MAX,
          KeySetFields::keySet,
          KeySetFields::keySet);
  private final Form<AnchorRollover> anchorRollover =
      MessageForm.plain(
          IdentityProto.AnchorRollover.parser(),
          KEY_SET_SIZE_MAX,
          CardFields::rollover,
          CardFields::rollover);
  private final Form<Act> act =
      MessageForm.plain(
          org.vigilmesh.proto.v1.Act.parser(), Act.SIZE_MAX, ActMapping::act, ActMapping::act);
  private final Form<StatementHeader> header =
      MessageForm.plain(
          StatementProto.StatementHeader.parser(),
          RECORD_SIZE_MAX,
          StatementFields::header,
          StatementFields::header);
  private final Form<StatementBody> body =
      MessageForm.plain(
          StatementProto.StatementBody.parser(),
          Format.STATEMENT_SIZE_MAX,
          StatementFields::body,
          StatementFields::body);
  private final Form<Sealed.Header> sealedHeader =
      MessageForm.plain(
          StatementProto.SealedHeader.parser(),
          SEALED_HEADER_SIZE_MAX,
          StatementFields::sealedHeader,
          StatementFields::sealedHeader);
  private final Form<Receipt> receipt =
      MessageForm.plain(
          ReceiptProto.Receipt.parser(),
          RECORD_SIZE_MAX,
          ReceiptFields::receipt,
          ReceiptFields::receipt);
  private final Form<Refusal> refusal =
      MessageForm.plain(
          ReceiptProto.Refusal.parser(),
          RECORD_SIZE_MAX,
          ReceiptFields::refusal,
          ReceiptFields::refusal);
  private final Form<IncarnationStart> incarnationStart =
      MessageForm.plain(
          ReceiptProto.IncarnationStart.parser(),
          RECORD_SIZE_MAX,
          ReceiptFields::start,
          ReceiptFields::start);

  private final Form<Signed<Card>> signedCard = Containers.signed(card, CARD_SIZE_MAX);
  private final Form<Endorsed<Roster>> endorsedRoster =
      Containers.endorsed(roster, ROSTER_SIZE_MAX);
  private final Form<Signed<KeySet>> signedKeySet = Containers.signed(keySet, KEY_SET_SIZE_MAX);
  private final Form<AnchorRollover.Signed> signedAnchorRollover =
      Containers.rollover(anchorRollover, KEY_SET_SIZE_MAX);
  private final Form<Signed<StatementHeader>> signedHeader =
      Containers.signed(header, RECORD_SIZE_MAX);
  private final Form<ForkProof> forkProof = Containers.forkProof(header, RECORD_SIZE_MAX);
  private final Form<IdentityBundle> identityBundle =
      MessageForm.plain(
          IdentityProto.IdentityBundle.parser(),
          Format.FRAME_SIZE_MAX,
          CardFields::bundle,
          CardFields::bundle);
  private final Form<EvidenceFile> evidenceFile =
      MessageForm.plain(
          EvidenceProto.EvidenceFile.parser(),
          EvidenceFile.SIZE_MAX,
          EvidenceFields::file,
          EvidenceFields::file);
  private final Form<Statement> statement = Containers.statement(signedHeader);
  private final Form<Sealed> sealed = Containers.sealed(sealedHeader);
  private final Form<Signed<Receipt>> signedReceipt = Containers.signed(receipt, RECORD_SIZE_MAX);
  private final Form<Signed<Refusal>> signedRefusal = Containers.signed(refusal, RECORD_SIZE_MAX);
  private final Form<Signed<IncarnationStart>> signedIncarnationStart =
      Containers.signed(incarnationStart, RECORD_SIZE_MAX);

  @Override
  public Form<Card> card() {
    return card;
  }

  @Override
  public Form<Roster> roster() {
    return roster;
  }

  @Override
  public Form<IdentityBundle> identityBundle() {
    return identityBundle;
  }

  @Override
  public Form<KeySet> keySet() {
    return keySet;
  }

  @Override
  public Form<AnchorRollover> anchorRollover() {
    return anchorRollover;
  }

  @Override
  public Form<Act> act() {
    return act;
  }

  @Override
  public Form<StatementHeader> header() {
    return header;
  }

  @Override
  public Form<StatementBody> body() {
    return body;
  }

  @Override
  public Form<Sealed.Header> sealedHeader() {
    return sealedHeader;
  }

  @Override
  public Form<Receipt> receipt() {
    return receipt;
  }

  @Override
  public Form<Refusal> refusal() {
    return refusal;
  }

  @Override
  public Form<IncarnationStart> incarnationStart() {
    return incarnationStart;
  }

  @Override
  public Form<Signed<Card>> signedCard() {
    return signedCard;
  }

  @Override
  public Form<Endorsed<Roster>> endorsedRoster() {
    return endorsedRoster;
  }

  @Override
  public Form<Signed<KeySet>> signedKeySet() {
    return signedKeySet;
  }

  @Override
  public Form<AnchorRollover.Signed> signedAnchorRollover() {
    return signedAnchorRollover;
  }

  @Override
  public Form<Signed<StatementHeader>> signedHeader() {
    return signedHeader;
  }

  @Override
  public Form<ForkProof> forkProof() {
    return forkProof;
  }

  @Override
  public Form<EvidenceFile> evidenceFile() {
    return evidenceFile;
  }

  @Override
  public Form<Statement> statement() {
    return statement;
  }

  @Override
  public Form<Sealed> sealed() {
    return sealed;
  }

  @Override
  public Form<Signed<Receipt>> signedReceipt() {
    return signedReceipt;
  }

  @Override
  public Form<Signed<Refusal>> signedRefusal() {
    return signedRefusal;
  }

  @Override
  public Form<Signed<IncarnationStart>> signedIncarnationStart() {
    return signedIncarnationStart;
  }
}
