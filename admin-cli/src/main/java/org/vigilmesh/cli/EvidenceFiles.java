package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.vigilmesh.adapter.crypto.CmsExport;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.evidence.Evidence;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.value.Bytes;

/**
 * Evidence as files for whoever checks it with tools that are not ours: a folder for each
 * statement, one for the cards, and what to type.
 */
final class EvidenceFiles {
  private static final int PEM_LINE = 64;

  private final Path directory;
  private final Crypto crypto;
  private final List<String> commands = new ArrayList<>();

  /** {@code directory} is new. */
  EvidenceFiles(Path directory, Crypto crypto) {
    this.directory = LocalFiles.newDirectory(directory);
    this.crypto = crypto;
  }

  /** Commands that check each P-256 signature, in the order of the files. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  /** {@code types} are the messages' codes as the node has them, one for each statement. */
  void write(Evidence evidence, List<String> types) {
    for (Evidence.Shown<Card> card : evidence.cards()) {
      Card said = card.signed().value();
      write("cards", name(said), card, anchor(said));
    }
    int number = 0;
    for (Evidence.Piece piece : evidence.pieces()) {
      number++;
      String by = piece.header().signed().value().sender().node().node().text();
      String type = types.get(number - 1);
      write("%02d-%s-%s".formatted(number, by, type), piece, evidence.cards());
    }
  }

  private static String name(Card card) {
    return card.node().node().text() + "-card-" + card.version();
  }

  private static String anchor(Card card) {
    return "cards/" + name(card) + ".signer-p256.pem";
  }

  private void write(String folder, Evidence.Piece piece, List<Evidence.Shown<Card>> cards) {
    write(
        folder,
        "header",
        piece.header(),
        anchor(cards, piece.header().signed().value().sender().card()));
    piece
        .receipt()
        .ifPresent(
            it -> write(folder, "receipt", it, anchor(cards, it.signed().value().issuer().card())));
    piece
        .content()
        .ifPresent(
            it -> {
              put(folder, "act.bin", it.body().act());
              put(folder, "body.bin", it.bytes());
            });
  }

  private static String anchor(List<Evidence.Shown<Card>> cards, org.vigilmesh.value.Digest hash) {
    return cards.stream()
        .map(Evidence.Shown::signed)
        .filter(card -> card.hash().equals(hash))
        .map(card -> anchor(card.value()))
        .findFirst()
        .orElse("");
  }

  private void write(String folder, String name, Evidence.Shown<?> shown, String anchor) {
    put(folder, name + ".bin", shown.signed().bytes());
    put(folder, name + ".p256.sig", shown.signed().signatures().p256());
    put(folder, name + ".mldsa65.sig", shown.signed().signatures().mlDsa());
    shown.signer().ifPresent(signer -> write(folder, name, shown, signer, anchor));
  }

  private void write(
      String folder, String name, Evidence.Shown<?> shown, CertificatePair signer, String anchor) {
    put(folder, name + ".signer-p256.pem", pem(signer.p256()));
    put(folder, name + ".signer-mldsa65.pem", pem(signer.mlDsa()));
    CmsExport cms =
        crypto.export(
            shown.purpose(),
            shown.at(),
            shown.signed().bytes(),
            shown.signed().signatures(),
            signer);
    put(folder, name + ".p256.p7s", cms.p256());
    put(folder, name + ".mldsa65.p7s", cms.mlDsa());
    String path = folder + "/" + name;
    commands.add(
        "openssl cms -verify -binary -inform DER -purpose any -attime "
            + shown.at().getEpochSecond()
            + " -in "
            + path
            + ".p256.p7s -content "
            + path
            + ".bin -CAfile "
            + anchor
            + " -out /dev/null");
  }

  private void put(String folder, String name, Bytes content) {
    LocalFiles.write(LocalFiles.directory(directory.resolve(folder)).resolve(name), content);
  }

  /** What the whole is, beside it. */
  void readme(String text) {
    LocalFiles.write(directory.resolve("README.txt"), Bytes.utf8(text));
  }

  /** RFC 7468. */
  static Bytes pem(Bytes certificate) {
    String body =
        Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.toArray());
    return Bytes.utf8("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }
}
