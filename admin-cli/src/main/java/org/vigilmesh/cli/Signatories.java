package org.vigilmesh.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigilmesh.adapter.crypto.Crypto;
import org.vigilmesh.adapter.crypto.KeyKind;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.InvalidValue;
import picocli.CommandLine.Option;

/** The officers who sign in this run, by their file keys: the author first. */
final class Signatories implements AutoCloseable {
  private final Crypto crypto;
  private final List<Signatory> all = new ArrayList<>();

  private Signatories(Crypto crypto) {
    this.crypto = crypto;
  }

  private record Signatory(OfficerId officer, Crypto.Key key) {}

  /** How keys are named: {@code --sign-with [OFFICER=]KEY}, the officer usually the file's name. */
  static final class With {
    @Option(names = "--sign-with", paramLabel = "[OFFICER=]KEY")
    private @Nullable List<String> keys;

    @Option(names = "--passphrase-file", paramLabel = "FILE")
    private @Nullable List<Path> phrases;

    /** Opens the keys; without any, a person at a desk is needed. */
    Signatories open(Console console) {
      if (keys == null) {
        throw CliException.of(Exit.WAITING_FOR_PERSON, "E-SIGN-NEEDED");
      }
      return Signatories.open(console, keys, phrases);
    }

    boolean isGiven() {
      return keys != null;
    }
  }

  /** Opens {@code keys}, the author's first, with the passphrase in the file at the same place. */
  static Signatories open(Console console, List<String> keys, @Nullable List<Path> phrases) {
    Signatories signatories = new Signatories(new Crypto(console.around().random()));
    for (int i = 0; i < keys.size(); i++) {
      signatories.add(console, keys.get(i), Passphrases.choose(phrases, i));
    }
    return signatories;
  }

  private void add(Console console, String word, @Nullable Path phrase) {
    int equals = word.indexOf('=');
    Path file = console.path(Path.of(word.substring(equals + 1)));
    String name =
        equals > 0
            ? word.substring(0, equals)
            : String.valueOf(file.getFileName()).replaceFirst("\\.key$", "");
    try (Crypto.KeyFiles files = Passphrases.of(console, crypto, phrase, file)) {
      all.add(new Signatory(new OfficerId(name), OfflineKeys.open(files, file, KeyKind.OFFICER)));
    } catch (InvalidValue _) {
      throw CliException.of(Exit.INPUT, "E-SIGN-OFFICER", name);
    }
  }

  /** Who signs and as what: the first as author, the others as those who release. */
  List<Act.Signer> signers() {
    List<Act.Signer> signers = new ArrayList<>();
    for (Signatory one : all) {
      signers.add(
          new Act.Signer(
              one.officer(), signers.isEmpty() ? Act.Purpose.AUTHOR : Act.Purpose.AUTHORISER));
    }
    return signers;
  }

  /** Everyone's proof over {@code digest}. */
  List<Endorsement> endorse(Digest digest) {
    return all.stream().map(one -> proof(one, digest)).toList();
  }

  /** The author's proof alone: for opening a case. */
  Endorsement author(Digest digest) {
    return proof(all.getFirst(), digest);
  }

  private Endorsement proof(Signatory one, Digest digest) {
    return new Endorsement(
        one.officer(),
        CredentialId.ofFileKey(one.key().header().publicKeys().getFirst()),
        crypto.prove(one.key(), digest));
  }

  /** The id of who writes. */
  String authorName() {
    return all.getFirst().officer().text();
  }

  /** The names, for a sentence. */
  String names() {
    return String.join(", ", all.stream().map(one -> one.officer().text()).toList());
  }

  @Override
  public void close() {
    all.forEach(one -> one.key().close());
  }
}
