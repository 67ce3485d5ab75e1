package org.vigilmesh.request;

/** How far two words are apart, for "did you mean". */
final class Spelling {
  private Spelling() {}

  /** Insertions, deletions and changes from one to the other; more than {@code max} is max + 1. */
  static int distance(String from, String to, int max) {
    if (max < 0 || Math.abs(from.length() - to.length()) > max || from.length() > 64) {
      return max + 1;
    }
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
