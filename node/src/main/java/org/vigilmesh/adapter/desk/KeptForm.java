package org.vigilmesh.adapter.desk;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigilmesh.identity.CredentialId;
import org.vigilmesh.identity.Endorsement;
import org.vigilmesh.identity.OfficerId;
import org.vigilmesh.message.Act;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Check;
import org.vigilmesh.value.Digest;

/**
 * What is kept of a form while it is written, and while a signed act waits for release.
 *
 * @param form the address of the form's page
 * @param typed what was typed, by field
 * @param files what was attached, by name
 * @param note why a supervisor gave it back, with their name; may be empty
 * @param signed the act, once its author has signed it
 */
record KeptForm(
    String form,
    Map<String, String> typed,
    Map<String, Bytes> files,
    String note,
    Optional<Signed> signed) {
  private static final String VERSION = "paper 1";

  KeptForm {
    typed = new LinkedHashMap<>(typed);
    files = new LinkedHashMap<>(files);
  }

  /**
   * An act with its author's signature.
   *
   * @param text of the sheet that the author read, whose digest is in the act
   */
  record Signed(
      Bytes act, List<Bytes> attachments, String text, String language, Endorsement word) {
    Signed {
      attachments = List.copyOf(attachments);
    }

    String shortCode() {
      return Draft.shortCode(Act.digest(act));
    }

    boolean isShownTo(Act opened) {
      return opened.reviewTextDigest().equals(Digest.sha256(Bytes.utf8(text)));
    }
  }

  static KeptForm of(String form, Map<String, String> typed) {
    return new KeptForm(form, typed, Map.of(), "", Optional.empty());
  }

  KeptForm typed(Map<String, String> next) {
    return new KeptForm(form, next, files, note, signed);
  }

  KeptForm signed(Signed next) {
    return new KeptForm(form, typed, files, "", Optional.of(next));
  }

  /** As a draft again. */
  KeptForm returned(String why) {
    return new KeptForm(form, typed, files, why, Optional.empty());
  }

  Bytes encode() {
    List<Bytes> all = new ArrayList<>();
    all.add(Bytes.utf8(VERSION));
    all.add(Bytes.utf8(form));
    all.add(Bytes.utf8(note));
    all.add(Bytes.u64(typed.size()));
    typed.forEach(
        (field, text) -> {
          all.add(Bytes.utf8(field));
          all.add(Bytes.utf8(text));
        });
    all.add(Bytes.u64(files.size()));
    files.forEach(
        (name, bytes) -> {
          all.add(Bytes.utf8(name));
          all.add(bytes);
        });
    signed.ifPresent(
        one -> {
          all.add(one.act());
          all.add(Bytes.utf8(one.text()));
          all.add(Bytes.utf8(one.language()));
          all.add(Bytes.utf8(one.word().officer().text()));
          all.add(one.word().credential().bytes());
          all.add(one.word().proof());
          all.addAll(one.attachments());
        });
    return Bytes.concat(
        all.stream()
            .flatMap(one -> List.of(Bytes.u64(one.size()), one).stream())
            .toArray(Bytes[]::new));
  }

  /** What {@link #encode} wrote. */
  static KeptForm decode(Bytes bytes) {
    Parts parts = new Parts(bytes);
    Check.that(parts.text().equals(VERSION), "a draft of this program");
    String form = parts.text();
    String note = parts.text();
    Map<String, String> typed = new LinkedHashMap<>();
    for (int left = parts.number(); left > 0; left--) {
      typed.put(parts.text(), parts.text());
    }
    Map<String, Bytes> files = new LinkedHashMap<>();
    for (int left = parts.number(); left > 0; left--) {
      files.put(parts.text(), parts.next());
    }
    return new KeptForm(
        form, typed, files, note, parts.isOver() ? Optional.empty() : Optional.of(signed(parts)));
  }

  private static Signed signed(Parts parts) {
    Bytes act = parts.next();
    String text = parts.text();
    String language = parts.text();
    Endorsement word =
        new Endorsement(new OfficerId(parts.text()), new CredentialId(parts.next()), parts.next());
    List<Bytes> attachments = new ArrayList<>();
    while (!parts.isOver()) {
      attachments.add(parts.next());
    }
    return new Signed(act, attachments, text, language, word);
  }

  /** The parts one after another, each behind its length. */
  private static final class Parts {
    private final Bytes all;
    private int at;

    Parts(Bytes all) {
      this.all = all;
    }

    boolean isOver() {
      return at == all.size();
    }

    Bytes next() {
      int size = number(all.slice(at, at + Long.BYTES));
      at += Long.BYTES + size;
      return all.slice(at - size, at);
    }

    String text() {
      return next().text();
    }

    int number() {
      return number(next());
    }

    private static int number(Bytes u64) {
      return Math.toIntExact(ByteBuffer.wrap(u64.toArray()).getLong());
    }
  }
}
