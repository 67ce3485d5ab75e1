package org.vigilmesh;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.vigilmesh.HiddenInputs.consoleOrExit;
import static org.vigilmesh.HiddenInputs.processOrReflection;
import static org.vigilmesh.HiddenInputs.secureRandom;
import static org.vigilmesh.HiddenInputs.timeChanceOrThreads;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vigilmesh.port.Failpoint;

final class ArchitectureTest {
  private static final JavaClasses OURS =
      new ClassFileImporter().importPath(Path.of("target", "classes"));
  private static final JavaClasses TESTS =
      new ClassFileImporter().importPath(Path.of("target", "test-classes"));

  /** A rule may match nothing only as long as its layer has no code. */
  private static boolean isStillEmpty(String layer) {
    return OURS.stream()
        .filter(type -> Layers.isWithin(type.getPackageName(), Layers.ROOT + "." + layer))
        .allMatch(type -> type.getSimpleName().equals("package-info"));
  }

  @TestFactory
  Stream<DynamicTest> layerUsesOnlyWhatItMay() {
    return Layers.all().stream()
        .map(
            layer ->
                dynamicTest(
                    layer,
                    () ->
                        classes()
                            .that()
                            .resideInAnyPackage(Layers.patterns(layer))
                            .should(useOnlyWhat(layer))
                            .allowEmptyShould(isStillEmpty(layer))
                            .check(OURS)));
  }

  @Test
  void rootUsesOnlyWhatItMay() {
    classes()
        .that()
        .resideInAPackage(Layers.ROOT)
        .should(useOnlyWhat(""))
        .because("the root composes, it does not do an adapter's work")
        .check(OURS);
  }

  private static ArchCondition<JavaClass> useOnlyWhat(String layer) {
    return new ArchCondition<>("use only what " + layer + " may use") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().stream()
            .filter(dependency -> !isAllowed(layer, dependency.getTargetClass()))
            .map(Dependency::getDescription)
            .distinct()
            .forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
      }
    };
  }

  private static boolean isAllowed(String layer, JavaClass target) {
    JavaClass element = target.getBaseComponentType();
    String home = element.getPackageName();
    boolean isOurs =
        Layers.isWithin(home, Layers.ROOT) && !Layers.isWithin(home, Layers.ROOT + ".proto");
    if (!isOurs) {
      return Foreign.mayUse(layer, home, element.getName());
    }
    return layer.isEmpty()
        || Layers.layer(home).filter(used -> Layers.mayUse(layer, used)).isPresent();
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> unknown =
        OURS.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(Layers.ROOT) && Layers.layer(name).isEmpty())
            .collect(toCollection(TreeSet::new));
    assertEquals(Set.of(), unknown, "add the package to Layers, with what it may use");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.vigilmesh.(**)").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void timeChanceAndThreadsComeFromRootAndEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(Layers.ROOT, "org.vigilmesh.engine..")
        .should()
        .accessTargetWhere(timeChanceOrThreads())
        .check(OURS);
  }

  @Test
  void entropyComesFromRootEngineAndCrypto() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Layers.ROOT, "org.vigilmesh.engine..", "org.vigilmesh.adapter.crypto..")
        .should()
        .accessTargetWhere(secureRandom())
        .check(OURS);
  }

  @Test
  void adaptersAreMadeOnlyByNode() {
    classes()
        .that()
        .resideInAPackage(Layers.ROOT)
        .or()
        .resideInAnyPackage(Layers.patterns("engine", "port", "config"))
        .should(Shape.makeNoAdapterUnlessNode())
        .check(OURS);
  }

  @Test
  void nothingWritesToTheConsoleOrEndsTheProcessButMain() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.vigilmesh.Main")
        .should()
        .accessTargetWhere(consoleOrExit())
        .check(OURS);
  }

  @Test
  void nothingSerialisesReflectsOrStartsProcesses() {
    noClasses().should().accessTargetWhere(processOrReflection()).check(OURS);
    classes().should(Shape.notImplementSerializable()).check(OURS);
  }

  /** The switch of tests is no part of what operators run: nothing shipped halts at a step. */
  @Test
  void nothingShippedEndsTheProcessAtANamedStep() {
    noClasses().should().implement(Failpoint.class).check(OURS);
  }

  @Test
  void noTypeHasABannedWordInItsName() {
    noClasses().should(be(TypeNames.banned())).check(OURS);
  }

  @Test
  void testClassesEndInTestOrContract() {
    classes()
        .that(are(Shape.holdingTests()))
        .should()
        .haveSimpleNameEndingWith("Test")
        .orShould()
        .haveSimpleNameEndingWith("Contract")
        .check(TESTS);
  }

  private static ArchCondition<JavaClass> be(
      com.tngtech.archunit.base.DescribedPredicate<JavaClass> predicate) {
    return ArchCondition.from(predicate);
  }
}
