package org.vigilmesh.adapter.desk;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vigilmesh.envelope.Format;
import org.vigilmesh.request.Entries;
import org.vigilmesh.sheet.FormView;
import org.vigilmesh.sheet.RequestLayout;
import org.vigilmesh.sheet.RequestLayout.Ask;
import org.vigilmesh.sheet.RequestLayout.Group;
import org.vigilmesh.sheet.RequestLayout.Kind;
import org.vigilmesh.sheet.RequestLayout.Part;
import org.vigilmesh.sheet.RequestLayout.Rows;
import org.vigilmesh.value.Bytes;

/** What a page of the request's form sent: the texts of its own fields, and files. */
final class FormReader {
  private static final String RELATION = "relation_to_offence.";
  private static final int NAME_MAX = 200;

  /** Paths of all fields, rows not told apart, with those whose text is one a line. */
  private final Set<String> known = new TreeSet<>();

  private final Set<String> byLine = new TreeSet<>();

  FormReader() {
    RequestLayout.COVER.forEach(part -> add("", part));
    RequestLayout.boxes(List.of()).forEach(box -> box.parts().forEach(part -> add("", part)));
  }

  private void add(String prefix, Part part) {
    switch (part) {
      case Ask ask -> {
        known.add(prefix + ask.path());
        if (ask.kind() == Kind.CHECKS) {
          known.add(prefix + ask.path() + "[]");
        } else if (ask.kind() == Kind.LINES) {
          byLine.add(prefix + ask.path());
        }
      }
      case Rows rows -> rows.parts().forEach(inner -> add(prefix + rows.path() + "[].", inner));
      case Group group -> group.parts().forEach(inner -> add(prefix, inner));
    }
  }

  /** Whether the form has a field or list of rows there. */
  boolean isKnown(String path) {
    String any = FormView.anyRow(path);
    return any.startsWith(RELATION)
        || known.contains(any)
        || known.stream().anyMatch(one -> one.startsWith(any + "[]."));
  }

  /** The texts of the form's own fields; line ends as the reader of files knows them. */
  Map<String, String> texts(Context ctx) {
    Map<String, String> texts = new LinkedHashMap<>();
    ctx.formParamMap()
        .forEach(
            (path, values) -> {
              if (!values.isEmpty() && isKnown(path)) {
                put(texts, path, values.getFirst().replace("\r\n", "\n").replace('\r', '\n'));
              }
            });
    return new Entries(texts).texts();
  }

  private void put(Map<String, String> texts, String path, String text) {
    if (byLine.contains(FormView.anyRow(path))) {
      List<String> lines = text.lines().filter(one -> !one.isBlank()).limit(100).toList();
      for (int i = 0; i < lines.size(); i++) {
        texts.put(path + "[" + i + "]", lines.get(i));
      }
    } else {
      texts.put(path, text);
    }
  }

  /** Adds the files that came to {@code files} and a row for each to {@code texts}. */
  static void files(Context ctx, Map<String, String> texts, Map<String, Bytes> files) {
    int row = new Entries(texts).rows("attachments");
    for (UploadedFile file : ctx.uploadedFiles("upload")) {
      String name = name(file.filename());
      if (!name.isEmpty() && file.size() > 0 && !files.containsKey(name)) {
        files.put(name, read(file));
        texts.put("attachments[" + row + "].file", name);
        texts.put("attachments[" + row + "].media_type", "application/octet-stream");
        row++;
      }
    }
  }

  /** The last part of a name, free of what acts on a screen or a path. */
  private static String name(String sent) {
    String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    String plain =
        last.codePoints()
            .filter(point -> !Character.isISOControl(point))
            .limit(NAME_MAX)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return plain.strip();
  }

  /** A byte more than fits, at most: then the reader of the request says that it is too large. */
  private static Bytes read(UploadedFile file) {
    try (InputStream in = file.content()) {
      return Bytes.of(in.readNBytes(Format.ATTACHMENTS_SIZE_MAX + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
