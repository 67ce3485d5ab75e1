package org.vigilmesh.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vigilmesh.TypeNames;

final class CliArchitectureTest {
  private static final List<String> VISIBLE =
      List.of(
          "org.vigilmesh.cli",
          "org.vigilmesh.proto",
          "org.vigilmesh.value",
          "org.vigilmesh.identity",
          "org.vigilmesh.message",
          "org.vigilmesh.law",
          "org.vigilmesh.signal",
          "org.vigilmesh.casework",
          "org.vigilmesh.envelope",
          "org.vigilmesh.evidence",
          "org.vigilmesh.delivery",
          "org.vigilmesh.journal",
          "org.vigilmesh.request",
          "org.vigilmesh.port",
          "org.vigilmesh.config",
          "org.vigilmesh.adapter.wire",
          "org.vigilmesh.adapter.crypto");

  private static final JavaClasses COMMANDS =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void commandsSeeTheNodeOnlyFromOutside() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe("are visible to commands", CliArchitectureTest::isVisible))
        .check(COMMANDS);
  }

  private static boolean isVisible(JavaClass type) {
    String home = type.getBaseComponentType().getPackageName();
    return !isWithin(home, "org.vigilmesh")
        || type.getName().equals("org.vigilmesh.Main")
        || VISIBLE.stream().anyMatch(visible -> isWithin(home, visible));
  }

  private static boolean isWithin(String home, String parent) {
    return home.equals(parent) || home.startsWith(parent + ".");
  }

  @Test
  void commandsTouchNoDatabaseAndNoCryptographicLibrary() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..", "org.bouncycastle..", "javax.crypto..")
        .check(COMMANDS);
  }

  @Test
  void onlyTheDemoStartsProcesses() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Demo")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(COMMANDS);
  }

  @Test
  void noTypeHasABannedWordInItsName() {
    noClasses().should(ArchCondition.from(TypeNames.banned())).check(COMMANDS);
  }
}
