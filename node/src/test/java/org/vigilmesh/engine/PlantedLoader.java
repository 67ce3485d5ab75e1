package org.vigilmesh.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Vigil's classes once more, beside those that everybody else has: those with a planted bug are
 * compiled for it, all others are the shipped ones. So nothing of a bug is in what ships.
 */
final class PlantedLoader extends ClassLoader {
  private static final String OURS = "org.vigilmesh.";
  private static final String GENERATED = "org.vigilmesh.proto.";
  private static final Path SOURCES = Path.of("src", "main", "java", "org", "vigilmesh");

  private final Map<String, byte[]> compiled = new HashMap<>();

  PlantedLoader(Map<String, String> changed) {
    super(PlantedLoader.class.getClassLoader());
    if (!changed.isEmpty()) {
      compile(changed);
    }
  }

  /** The shipped source code of a file below our package. */
  static String shipped(String file) {
    try {
      return Files.readString(SOURCES.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A simulator that runs these classes: what a seed's run saw broken, or nothing. */
  LongFunction<String> simulator() {
    try {
      var constructor = loadClass(PlantedRun.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      LongFunction<?> run = (LongFunction<?>) constructor.newInstance();
      return seed -> String.valueOf(run.apply(seed));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS) || name.startsWith(GENERATED)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known != null ? known : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = compiled.get(name);
    if (bytes == null) {
      bytes = asShipped(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] asShipped(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compile(Map<String, String> changed) {
    JavaCompiler javac = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    List<JavaFileObject> units = new ArrayList<>();
    changed.forEach((file, text) -> units.add(new Source(file, text)));
    var said = new StringWriter();
    var options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
    var files = new Kept(javac.getStandardFileManager(null, null, null));
    if (!javac.getTask(said, files, null, options, null, units).call()) {
      throw new AssertionError(said.toString());
    }
  }

  /** Source code with a bug. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String file, String text) {
      super(URI.create("planted:///org/vigilmesh/" + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler makes. */
  private final class Kept extends ForwardingJavaFileManager<JavaFileManager> {
    Kept(JavaFileManager shipped) {
      super(shipped);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("planted:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              compiled.put(name, toByteArray());
            }
          };
        }
      };
    }
  }
}
