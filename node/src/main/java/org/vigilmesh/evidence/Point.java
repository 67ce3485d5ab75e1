package org.vigilmesh.evidence;

/** What is checked of an object, each as a claim that holds or does not. */
public enum Point {
  /** Both signatures of a card are those of the anchor in it, whose keys are its certificates'. */
  ANCHOR_SIGNED,
  /** Every card of that node and epoch in the file has the same anchor. */
  ONE_ANCHOR,
  /** The anchor is that State's: its fingerprint was given from elsewhere. */
  FINGERPRINT,
  /** Enough roster authorities of a card in the file have signed the roster. */
  AUTHORITIES_SIGNED,
  /** The card that the signer names is in the file, of that node, and its own signatures hold. */
  CARD_HERE,
  /** Both signatures are those of the pair that the object and its container name. */
  SIGNATURES,
  /** It was signed, by its own word, in the time of that pair. */
  PAIR_IN_TIME,
  /** No card in the file revokes that pair from before then. */
  PAIR_UNREVOKED,
  /** It follows the statement before it in its lane, and nothing else has its place. */
  CHAIN,
  /** The receipt is of the same lane and reaches this statement. */
  COVERS,
  /** A receipt of a later place: the statements between are here, and lead to the one it names. */
  LEADS_TO_RECEIPT,
  /** The body is the one whose digest was signed. */
  BODY_SIGNED,
  /** The act in it names the same States, urgency and attachments as what carries it. */
  ACT_FITS,
  /** Who signed are those whom the act names, each once. */
  PERSONS_NAMED,
  /** The roster that the statement names is in the file, and its own signatures hold. */
  ROSTER_HERE,
  /** That roster has this officer with this key. */
  ENROLLED,
  /** The proof is this key's over exactly the act's bytes. */
  PROOF,
  /** The officer served when the act was made, by its own word. */
  IN_OFFICE,
  /** No card in the file revokes the key from before then. */
  KEY_UNREVOKED
}
