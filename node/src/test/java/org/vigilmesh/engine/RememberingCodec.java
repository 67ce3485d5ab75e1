package org.vigilmesh.engine;

import java.util.Map;
import org.vigilmesh.adapter.wire.WireCodec;
import org.vigilmesh.envelope.EvidenceFile;
import org.vigilmesh.envelope.ForkProof;
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
import org.vigilmesh.port.Decoded;
import org.vigilmesh.port.Form;
import org.vigilmesh.value.Bytes;

/**
 * The shipped codec, which reads the same bytes once: a run reads each card and statement many
 * times, and what it reads never changes.
 */
final class RememberingCodec implements Codec {
  private static final int REMEMBERED = 256;

  private final Codec codec = new WireCodec();
  private final Form<Card> card = new Remembering<>(codec.card());
  private final Form<Roster> roster = new Remembering<>(codec.roster());
  private final Form<KeySet> keySet = new Remembering<>(codec.keySet());
  private final Form<AnchorRollover> anchorRollover = new Remembering<>(codec.anchorRollover());
  private final Form<Act> act = new Remembering<>(codec.act());
  private final Form<StatementHeader> header = new Remembering<>(codec.header());
  private final Form<StatementBody> body = new Remembering<>(codec.body());
  private final Form<Sealed.Header> sealedHeader = new Remembering<>(codec.sealedHeader());
  private final Form<Receipt> receipt = new Remembering<>(codec.receipt());
  private final Form<Refusal> refusal = new Remembering<>(codec.refusal());
  private final Form<IncarnationStart> incarnationStart =
      new Remembering<>(codec.incarnationStart());
  private final Form<Signed<Card>> signedCard = new Remembering<>(codec.signedCard());
  private final Form<Endorsed<Roster>> endorsedRoster = new Remembering<>(codec.endorsedRoster());
  private final Form<Signed<KeySet>> signedKeySet = new Remembering<>(codec.signedKeySet());
  private final Form<AnchorRollover.Signed> signedAnchorRollover =
      new Remembering<>(codec.signedAnchorRollover());
  private final Form<Signed<StatementHeader>> signedHeader =
      new Remembering<>(codec.signedHeader());
  private final Form<IdentityBundle> identityBundle = new Remembering<>(codec.identityBundle());
  private final Form<Statement> statement = new Remembering<>(codec.statement());
  private final Form<Sealed> sealed = new Remembering<>(codec.sealed());
  private final Form<Signed<Receipt>> signedReceipt = new Remembering<>(codec.signedReceipt());
  private final Form<Signed<Refusal>> signedRefusal = new Remembering<>(codec.signedRefusal());
  private final Form<Signed<IncarnationStart>> signedIncarnationStart =
      new Remembering<>(codec.signedIncarnationStart());
  private final Form<ForkProof> forkProof = new Remembering<>(codec.forkProof());

  private static final class Remembering<T> implements Form<T> {
    private final Form<T> form;
    private final Map<Bytes, Decoded<T>> read = new Recent<>(REMEMBERED);

    Remembering(Form<T> form) {
      this.form = form;
    }

    @Override
    public Bytes encode(T value) {
      return form.encode(value);
    }

    @Override
    public Decoded<T> decode(Bytes bytes) {
      Decoded<T> known = read.get(bytes);
      if (known == null) {
        known = form.decode(bytes);
        read.put(bytes, known);
      }
      return known;
    }
  }

  @Override
  public Form<Card> card() {
    return card;
  }

  @Override
  public Form<Roster> roster() {
    return roster;
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
  public Form<IdentityBundle> identityBundle() {
    return identityBundle;
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

  @Override
  public Form<EvidenceFile> evidenceFile() {
    return codec.evidenceFile();
  }

  @Override
  public Form<ForkProof> forkProof() {
    return forkProof;
  }
}
