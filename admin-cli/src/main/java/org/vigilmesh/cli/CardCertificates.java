package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.identity.Card;
import org.vigilmesh.identity.CertificatePair;
import org.vigilmesh.identity.SigningPair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil card certificates}: the certificates of a card, as other tools read them. */
@Command(
    name = "certificates",
    header = {
      "vigil card certificates xb.card --into xb-certificates",
      "vigil card certificates xb.card --into xb-certificates -o json"
    })
final class CardCertificates implements Runnable {
  @Mixin private Options options = new Options();

  @Parameters(paramLabel = "FILE", descriptionKey = "cardFile")
  private Path file = Path.of("");

  @Option(names = "--into", paramLabel = "DIR", required = true)
  private Path into = Path.of("");

  @Override
  public void run() {
    Console console = options.console();
    Card card = IdentityFiles.newestCard(file, LocalFiles.read(console.path(file))).value();
    Path directory = LocalFiles.newDirectory(console.path(into));
    View view = View.list("CertificateList", "file", "use", "from", "to");
    for (String name : write(directory, "anchor", card.anchor().certificates())) {
      view.row(name, "anchor", Optional.empty(), Optional.empty());
    }
    int number = 0;
    for (SigningPair pair : card.signingPairs()) {
      number++;
      for (String name : write(directory, "signing-" + number, pair.certificates())) {
        view.row(name, "signing", pair.from(), pair.to());
      }
    }
    console.show(view);
    console.say("card.unchecked");
  }

  private static List<String> write(Path directory, String name, CertificatePair pair) {
    List<String> names = new ArrayList<>(List.of(name + "-p256.pem", name + "-mldsa65.pem"));
    LocalFiles.write(directory.resolve(names.get(0)), EvidenceFiles.pem(pair.p256()));
    LocalFiles.write(directory.resolve(names.get(1)), EvidenceFiles.pem(pair.mlDsa()));
    return names;
  }
}
