package org.vigilmesh.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.Signed;
import org.vigilmesh.value.Bytes;

/**
 * Every card that an anchor has signed, in a folder beside its key, named by number. A number is
 * signed once, since peers that hold one of two cards with one number never take the other, and a
 * node that was restored asks for such a number again without knowing.
 */
final class IssuedCards {
  private final Path folder;

  private IssuedCards(Path folder) {
    this.folder = folder;
  }

  /** The cards of the anchor whose key is in {@code keyFile}. */
  static IssuedCards beside(Path keyFile) {
    return new IssuedCards(keyFile.resolveSibling(keyFile.getFileName() + ".cards"));
  }

  /**
   * Keeps {@code card} before anybody gets it, and returns it; refuses a number that was signed.
   */
  Bytes add(Signed<Card> card) {
    LocalFiles.directory(folder);
    Path file = folder.resolve(card.value().version() + ".card");
    if (Files.exists(file)) {
      throw CliException.of(Exit.INPUT, "E-ANCHOR-NUMBER", card.value().version(), file);
    }
    Bytes container = IdentityFiles.CODEC.signedCard().encode(card);
    LocalFiles.write(file, container);
    return container;
  }
}
