package org.vigilmesh.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each jar that was resolved is known, and not older than the oldest one without a known hole. */
final class DependencyFloorsTest {
  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d+(?:\\.\\d+)*)(?:[.-].*)?\\.jar");

  @TestFactory
  Stream<DynamicTest> jarIsKnownAndNewEnough() throws IOException {
    Properties floors = floors();
    return jars().map(jar -> dynamicTest(jar, () -> check(jar, floors)));
  }

  private static Stream<String> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar"))
        .map(entry -> Objects.toString(Path.of(entry).getFileName()))
        .filter(jar -> !jar.startsWith("vigil-") && !jar.startsWith("surefire"))
        .distinct()
        .sorted();
  }

  private static void check(String jar, Properties floors) {
    Matcher named = JAR.matcher(jar);
    assertTrue(named.matches(), "a jar without a version");
    String artifact = named.group(1);
    String floor = floors.getProperty(artifact);
    assertNotNull(floor, () -> "add " + artifact + " to dependency-floors.properties");
    assertFalse(
        isOlder(named.group(2), Objects.requireNonNull(floor)),
        () -> jar + " is older than " + floor + ", which mended known holes");
  }

  private static Properties floors() throws IOException {
    Properties floors = new Properties();
    try (InputStream file =
        DependencyFloorsTest.class.getResourceAsStream("dependency-floors.properties")) {
      floors.load(Objects.requireNonNull(file));
    }
    return floors;
  }

  private static boolean isOlder(String version, String floor) {
    List<Integer> ours = numbers(version);
    List<Integer> least = numbers(floor);
    for (int i = 0; i < Math.max(ours.size(), least.size()); i++) {
      int mine = i < ours.size() ? ours.get(i) : 0;
      int wanted = i < least.size() ? least.get(i) : 0;
      if (mine != wanted) {
        return mine < wanted;
      }
    }
    return false;
  }

  private static List<Integer> numbers(String version) {
    return Arrays.stream(version.split("\\.", -1)).map(Integer::valueOf).toList();
  }

  @Test
  void theClassPathIsReallySeen() {
    assertTrue(jars().anyMatch(jar -> jar.startsWith("netty-handler-")));
    assertTrue(jars().anyMatch(jar -> jar.startsWith("sqlite-jdbc-")));
  }

  @Test
  void versionsAreComparedAsNumbers() {
    assertTrue(isOlder("4.2.9", "4.2.18"));
    assertTrue(isOlder("1.84", "1.85"));
    assertTrue(isOlder("4.2", "4.2.18"));
    assertFalse(isOlder("4.2.18", "4.2.18"));
    assertFalse(isOlder("4.10", "4.9.9"));
  }
}
