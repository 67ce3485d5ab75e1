package org.vigilmesh;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ShapeTest {
  /** Visible types that are neither records nor exceptions; more than this is two packages. */
  private static final int PUBLIC_TYPES_MAX = 12;

  /** What an adapter shows: what Node makes. A larger number here is a decision of its own. */
  private static final Map<String, Integer> ADAPTER_TYPES_MAX = Map.of();

  /** Interfaces are all that {@code port} is for. */
  private static final int PORT_TYPES_MAX = 27;

  private static final JavaClasses OURS =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void classesAreClosedToInheritance() {
    classes().should(Shape.beFinalSealedOrAnInterface()).check(OURS);
  }

  @Test
  void fieldsInTheOpenAreConstants() {
    classes().should(Shape.haveOnlyConstantsInTheOpen()).check(OURS);
  }

  @Test
  void optionalIsOnlyReturned() {
    classes().should(Shape.useOptionalOnlyAsAReturnType()).check(OURS);
  }

  @Test
  void keyHoldersKeepTheKeyToThemselves() {
    classes()
        .that(are(Shape.holdingKeys()))
        .and()
        .resideInAPackage("org.vigilmesh.adapter.crypto..")
        .should(Shape.keepKeysOutOfTextAndEquality())
        .allowEmptyShould(true)
        .check(OURS);
  }

  @TestFactory
  Stream<DynamicTest> packageShowsFewTypes() {
    return Layers.all().stream()
        .map(layer -> dynamicTest(layer, () -> assertFewTypes(layer, typesMax(layer))));
  }

  private static int typesMax(String layer) {
    if (layer.equals("port")) {
      return PORT_TYPES_MAX;
    }
    return Layers.ADAPTERS.contains(layer)
        ? ADAPTER_TYPES_MAX.getOrDefault(layer, 1)
        : PUBLIC_TYPES_MAX;
  }

  private static void assertFewTypes(String layer, int max) {
    List<String> shown =
        OURS.stream()
            .filter(type -> type.getPackageName().equals(Layers.ROOT + "." + layer))
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(Predicate.not(ShapeTest::isPlainValue))
            .map(JavaClass::getSimpleName)
            .filter(Predicate.not(ShapeTest::isPage))
            .sorted()
            .toList();
    assertTrue(
        shown.size() <= max,
        () -> layer + " shows " + shown + ", at most " + max + ": make some package-private");
  }

  /** The generator of pages makes them public. */
  private static boolean isPage(String name) {
    return name.matches("Jte\\w+Generated");
  }

  private static boolean isPlainValue(JavaClass type) {
    return type.isRecord() || type.isEnum() || type.isAssignableTo(Throwable.class);
  }

  /** A record prints its components: one with a bare key would print it. */
  @Test
  void noRecordHoldsABareKeyButTheOneThatRedactsIt() {
    List<String> holders =
        OURS.stream()
            .filter(type -> type.isRecord() && holdsKey(type))
            .map(JavaClass::getSimpleName)
            .toList();
    assertEquals(List.of("TransportIdentity"), holders);
  }

  private static boolean holdsKey(JavaClass type) {
    return type.getFields().stream()
        .flatMap(field -> field.getAllInvolvedRawTypes().stream())
        .anyMatch(raw -> raw.isAssignableTo(PrivateKey.class));
  }
}
