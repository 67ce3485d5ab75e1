package org.vigilmesh.evidence;

/** What no reading of a file can show; told beside every verdict. */
public enum Unchecked {
  /** That an anchor is really that State's, where no fingerprint was given. */
  ANCHORS,
  /** Whether a key was revoked after the newest card in the file. */
  LATER_REVOCATIONS,
  /** Whether statements of the case were left out. */
  LEFT_OUT,
  /** Whether the clocks of the signers were right. */
  CLOCKS,
  /** What the nodes' journals say. */
  JOURNALS,
  /** What was written and by whom: the content is not in the file. */
  CONTENT,
  /** Whether what is said is true or lawful. */
  TRUTH,
  /** What the file says of itself: the case, its writer and when it was written. */
  WRITER
}
