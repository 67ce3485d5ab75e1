package org.vigilmesh.identity;

/**
 * What this node's administrators think of a peer; local, never told to anyone. Only VERIFIED peers
 * exchange statements; a PENDING one may exchange identity frames, the others nothing.
 */
public enum Trust {
  PENDING,
  VERIFIED,
  SUSPENDED,
  REVOKED;

  /** Whether an administrator may move a peer from this trust to {@code next}. */
  public boolean mayBecome(Trust next) {
    return switch (this) {
      case PENDING -> next == VERIFIED || next == REVOKED;
      case VERIFIED -> next == SUSPENDED || next == REVOKED;
      case SUSPENDED -> next == VERIFIED || next == REVOKED;
      case REVOKED -> false;
    };
  }
}
