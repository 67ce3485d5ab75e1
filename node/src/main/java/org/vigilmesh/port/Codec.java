package org.vigilmesh.port;

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

/**
 * Every signed or stored form of the protocol. The first group is what signatures and endorsements
 * are made over; the second wraps those exact bytes with their proofs, for the link and the store.
 */
public interface Codec {
  Form<Card> card();

  Form<Roster> roster();

  Form<KeySet> keySet();

  Form<AnchorRollover> anchorRollover();

  /** What persons endorse; its content is read, or kept unread where a newer peer wrote it. */
  Form<Act> act();

  Form<StatementHeader> header();

  Form<StatementBody> body();

  Form<Sealed.Header> sealedHeader();

  Form<Receipt> receipt();

  Form<Refusal> refusal();

  Form<IncarnationStart> incarnationStart();

  Form<Signed<Card>> signedCard();

  Form<Endorsed<Roster>> endorsedRoster();

  Form<Signed<KeySet>> signedKeySet();

  Form<AnchorRollover.Signed> signedAnchorRollover();

  Form<Signed<StatementHeader>> signedHeader();

  /** Two contradicting headers; what does not contradict is malformed. */
  Form<ForkProof> forkProof();

  /** What nodes hand each other before their first link. */
  Form<IdentityBundle> identityBundle();

  /** What a case proves, for whoever checks it without a node. */
  Form<EvidenceFile> evidenceFile();

  /** The plaintext that is padded and sealed: signed header and body bytes. */
  Form<Statement> statement();

  Form<Sealed> sealed();

  Form<Signed<Receipt>> signedReceipt();

  Form<Signed<Refusal>> signedRefusal();

  Form<Signed<IncarnationStart>> signedIncarnationStart();
}
