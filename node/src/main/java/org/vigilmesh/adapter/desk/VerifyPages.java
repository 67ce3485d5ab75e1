package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vigilmesh.evidence.Evidence;
import org.vigilmesh.evidence.Kind;
import org.vigilmesh.evidence.Reading;
import org.vigilmesh.evidence.Trusted;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.value.Bytes;

/**
 * Evidence from anywhere, checked for anybody: a court or a defence lawyer has no account. The file
 * stays in memory for as long as its page is made; nothing of it is kept or logged.
 */
final class VerifyPages {
  /** Some hundred statements with what they say; larger files are for the command. */
  private static final int FILE_MAX = 4 * 1024 * 1024;

  /** What a browser writes round a file. */
  private static final int REQUEST_MAX = FILE_MAX + 16 * 1024;

  private final DeskPorts ports;
  private final Pages pages;
  private final Attempts attempts;

  /** Signatures are work: strangers get one core at most, and officers the rest. */
  private final AtomicBoolean isBusy = new AtomicBoolean();

  VerifyPages(DeskPorts ports, Pages pages) {
    this.ports = ports;
    this.pages = pages;
    this.attempts = new Attempts(ports.clock());
  }

  void add(Routes routes) {
    routes.open("/verify", ctx -> show(ctx, 200, ""));
    routes.openForm("/verify", this::check);
  }

  /**
   * The page.
   *
   * @param problem a sentence; empty when there is none
   */
  record Verifier(Frame frame, String problem, Optional<VerdictView> verdict)
      implements Pages.Model {}

  private void show(Context ctx, int status, String problem) {
    ctx.status(status);
    pages.show(ctx, "verify", new Verifier(pages.frame(ctx), problem, Optional.empty()));
  }

  private void check(Context ctx) {
    long length = ctx.req().getContentLengthLong();
    if (length < 0 || length > REQUEST_MAX) {
      ctx.header("Connection", "close");
      show(ctx, 413, pages.words(ctx).of("verify.large"));
    } else if (!attempts.allows(Network.of(ctx.ip())) || !isBusy.compareAndSet(false, true)) {
      show(ctx, 429, pages.words(ctx).of("verify.busy"));
    } else {
      try {
        judge(ctx);
      } finally {
        isBusy.set(false);
      }
    }
  }

  private void judge(Context ctx) {
    Optional<Bytes> file = file(ctx);
    if (file.isEmpty()) {
      show(ctx, 422, pages.words(ctx).of("verify.none"));
      return;
    }
    Frame frame = pages.frame(ctx);
    switch (Evidence.read(file.get(), ports.codec(), ports.verifier(), own(ports))) {
      case Reading.Judged(Evidence evidence) ->
          pages.show(
              ctx,
              "verify",
              new Verifier(frame, "", Optional.of(new VerdictView(frame.words(), evidence))));
      case Reading.Newer(Kind _) -> show(ctx, 422, frame.words().of("verify.newer"));
      case Reading.Unreadable(Kind what, String _) ->
          show(
              ctx,
              422,
              frame
                  .words()
                  .of(
                      "verify.unreadable",
                      CodeNames.of("evidence_kind", what.name(), frame.words().language())));
    }
  }

  /** The file as it was sent, all of it in memory; empty where none was chosen. */
  private static Optional<Bytes> file(Context ctx) {
    if (!ctx.isMultipartFormData()) {
      return Optional.empty();
    }
    ctx.req()
        .setAttribute(
            "org.eclipse.jetty.multipartConfig",
            new MultipartConfigElement("", FILE_MAX, REQUEST_MAX, REQUEST_MAX));
    UploadedFile sent = ctx.uploadedFile("evidence");
    if (sent == null || sent.size() == 0) {
      return Optional.empty();
    }
    try (InputStream content = sent.content()) {
      return Optional.of(Bytes.of(content.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Our own State's anchor is known here; of others nobody says a word to strangers. */
  static Trusted own(DeskPorts ports) {
    return ports
        .codec()
        .identityBundle()
        .decode(ports.queries().card())
        .find()
        .flatMap(bundle -> ports.codec().signedCard().decode(bundle.cards().getLast()).find())
        .map(card -> Trusted.held(List.of(card.value().anchor())))
        .orElse(Trusted.NOTHING);
  }
}
