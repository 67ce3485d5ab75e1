package org.vigilmesh;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.Map;
import java.util.Set;

/** Calls by which time, chance, threads and the process reach code without a parameter. */
final class HiddenInputs {
  private static final String ANY = "*";
  private static final String NEW = JavaConstructor.CONSTRUCTOR_NAME;

  private static final Map<String, Set<String>> TIME_CHANCE_THREADS =
      Map.ofEntries(
          Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
          Map.entry("java.lang.Math", Set.of("random")),
          Map.entry(
              "java.lang.Thread",
              Set.of(NEW, "sleep", "ofVirtual", "ofPlatform", "startVirtualThread")),
          Map.entry("java.util.Timer", Set.of(NEW)),
          Map.entry("java.util.Random", Set.of(NEW)),
          Map.entry("java.util.SplittableRandom", Set.of(NEW)),
          Map.entry("java.util.UUID", Set.of("randomUUID")),
          Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of(ANY)),
          Map.entry("java.util.concurrent.Executors", Set.of(ANY)),
          Map.entry("java.util.concurrent.ForkJoinPool", Set.of(NEW, "commonPool")),
          Map.entry("java.util.concurrent.ThreadPoolExecutor", Set.of(NEW)),
          Map.entry("java.util.concurrent.ScheduledThreadPoolExecutor", Set.of(NEW)));

  private static final Set<String> READS_THE_CLOCK =
      Set.of("now", "system", "systemUTC", "systemDefaultZone", "tick", "tickSeconds");

  private static final Map<String, Set<String>> PROCESS =
      Map.of(
          "java.lang.Runtime", Set.of("exec", "exit", "halt"),
          "java.lang.Class", Set.of("forName", "getDeclaredConstructor", "getDeclaredMethod"),
          "java.lang.ProcessBuilder", Set.of(ANY),
          "java.io.ObjectInputStream", Set.of(ANY),
          "java.io.ObjectOutputStream", Set.of(ANY));

  private HiddenInputs() {}

  static DescribedPredicate<JavaAccess<?>> timeChanceOrThreads() {
    return DescribedPredicate.describe(
        "reads the clock, chance, or makes a thread",
        access -> {
          String owner = access.getTargetOwner().getName();
          return isListed(TIME_CHANCE_THREADS, access)
              || (owner.startsWith("java.time.") && READS_THE_CLOCK.contains(access.getName()));
        });
  }

  static DescribedPredicate<JavaAccess<?>> secureRandom() {
    return DescribedPredicate.describe(
        "makes a SecureRandom",
        access ->
            access.getTargetOwner().getName().equals("java.security.SecureRandom")
                && (access.getName().equals(NEW) || access.getName().startsWith("getInstance")));
  }

  static DescribedPredicate<JavaAccess<?>> processOrReflection() {
    return DescribedPredicate.describe(
        "starts a process, serialises or reflects",
        access ->
            isListed(PROCESS, access)
                || access.getTargetOwner().getPackageName().equals("java.lang.reflect"));
  }

  static DescribedPredicate<JavaAccess<?>> consoleOrExit() {
    return DescribedPredicate.describe(
        "writes to the console or ends the process",
        access ->
            access.getTargetOwner().isEquivalentTo(System.class)
                && Set.of("out", "err", "exit").contains(access.getName()));
  }

  private static boolean isListed(Map<String, Set<String>> table, JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    Set<String> names = table.getOrDefault(owner.getName(), Set.of());
    return names.contains(ANY) || names.contains(access.getName());
  }
}
