package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigilmesh.value.Bytes;
import org.vigilmesh.value.Digest;

/**
 * Scripts and styles of the desk. They stand in a folder named by the digest of all of them, so a
 * browser keeps them for ever and never mixes two versions.
 */
final class Assets {
  private static final List<String> NAMES =
      List.of(
          "desk.css",
          "desk.js",
          "alarm.js",
          "clock.js",
          "draft.js",
          "follow.js",
          "keys.js",
          "live.js",
          "lock.js",
          "passkey.js",
          "rows.js",
          "shown.js",
          "icon.svg",
          "noto-sans.woff2",
          "noto-sans-bold.woff2",
          "noto-sans-arabic.woff2",
          "noto-sans-arabic-bold.woff2",
          "noto-sans-sc.woff2",
          "noto-sans-symbols.woff2");

  private final Map<String, Bytes> files = new LinkedHashMap<>();
  private final String folder;

  Assets() {
    NAMES.forEach(name -> files.put(name, read(name)));
    Digest all = Digest.sha256(files.values().toArray(Bytes[]::new));
    this.folder = all.bytes().hex().substring(0, 16);
  }

  private static Bytes read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("bug: " + name + " is not in the jar");
      }
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> names() {
    return Set.copyOf(files.keySet());
  }

  /** The address of the folder, without a slash at its end. */
  String folder() {
    return "/assets/" + folder;
  }

  void serve(Context ctx) {
    Bytes file = files.get(ctx.pathParam("name"));
    if (file == null || !ctx.pathParam("folder").equals(folder)) {
      ctx.status(404);
      return;
    }
    ctx.header("Cache-Control", "public, max-age=31536000, immutable");
    ctx.contentType(type(ctx.pathParam("name")));
    ctx.result(file.toArray());
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".css" -> "text/css; charset=utf-8";
      case ".js" -> "text/javascript; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      case ".woff2" -> "font/woff2";
      default -> "application/octet-stream";
    };
  }
}
