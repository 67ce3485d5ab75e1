package org.vigilmesh.request;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.vigilmesh.identity.NodeId;
import org.vigilmesh.message.Validation;
import org.vigilmesh.message.Validation.Cover;
import org.vigilmesh.message.Validation.Parties;
import org.vigilmesh.message.Validation.SoFar;
import org.vigilmesh.request.RequestProblem.Kind;
import org.vigilmesh.value.Digest;
import org.vigilmesh.value.Urgency;

/**
 * A request file: read as a whole, checked by every rule that can be decided without a node, and
 * answered with everything that is wrong at once.
 */
public final class RequestFile {
  private RequestFile() {}

  /** What is known beside the file: its reader's node and both cards, as far as at hand. */
  public record Known(@Nullable NodeId sender, Parties parties, @Nullable Earlier earlier) {
    /** A file by itself: what an amendment amends is only known where its case is. */
    public static final Known NOTHING =
        new Known(null, Parties.UNKNOWN, new Earlier(Digest.ZERO, "-"));

    /** Beside the request that an amendment changes. */
    public static Known after(Earlier earlier) {
      return new Known(null, Parties.UNKNOWN, earlier);
    }
  }

  /** The request of the case as it reads now: the act's digest and how the case is called. */
  public record Earlier(Digest digest, String reference) {}

  /** Reads {@code file}; its attachments lie beside it. */
  public static Reading<RequestDraft> read(Path file, Instant now, Known known) {
    Problems problems = new Problems();
    try {
      if (Files.size(file) > YamlText.SIZE_MAX) {
        problems.add(0, "", Kind.TOO_LARGE, String.valueOf(YamlText.SIZE_MAX / 1024));
        return new Reading.Broken<>(problems.all());
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      Path beside = file.toAbsolutePath().getParent();
      return read(text, Enclosures.beside(beside == null ? Path.of("") : beside), now, known);
    } catch (CharacterCodingException e) {
      problems.add(0, "", Kind.UNREADABLE, "UTF-8");
    } catch (IOException e) {
      problems.add(0, "", Kind.UNREADABLE, e.getClass().getSimpleName());
    }
    return new Reading.Broken<>(problems.all());
  }

  /** Reads {@code text}; attachments are looked for in {@code beside}. */
  public static Reading<RequestDraft> read(
      String text, Enclosures beside, Instant now, Known known) {
    Problems problems = new Problems();
    Node root = YamlText.root(text, problems);
    return root == null
        ? new Reading.Broken<>(problems.all())
        : read(root, problems, beside, now, known);
  }

  /** Reads what a page sent; attachments came with it. */
  public static Reading<RequestDraft> read(
      Entries entries, Enclosures sent, Instant now, Known known) {
    return read(entries.node(), new Problems(), sent, now, known);
  }

  private static Reading<RequestDraft> read(
      Node root, Problems problems, Enclosures beside, Instant now, Known known) {
    RequestReader.Parsed parsed =
        new RequestReader(problems, beside, known.earlier()).read(root, known.sender());
    if (parsed == null) {
      return new Reading.Broken<>(problems.all());
    }
    Validation.check(
            parsed.content(), cover(parsed, now, known), known.parties(), SoFar.NOTHING, now)
        .forEach(problems::add);
    return Reading.of(parsed.draft(), problems.all());
  }

  private static Cover cover(RequestReader.Parsed parsed, Instant now, Known known) {
    Instant created = parsed.stated().createdAt();
    Urgency urgency = parsed.urgency();
    return new Cover(
        known.sender() == null ? parsed.stated().sender() : known.sender(),
        parsed.recipient(),
        urgency == null ? Urgency.ROUTINE : urgency,
        parsed.exercise(),
        parsed.language(),
        created == null ? now : created,
        parsed.attachments().stream().map(Digest::sha256).toList(),
        parsed.attachments(),
        null);
  }
}
