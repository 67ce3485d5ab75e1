package org.vigilmesh;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Conditions on the form of single types. */
final class Shape {
  private static final Set<String> KEY_TYPES =
      Set.of(
          "java.security.PrivateKey",
          "java.security.KeyPair",
          "javax.crypto.SecretKey",
          "org.bouncycastle.crypto.params.AsymmetricKeyParameter",
          "org.bouncycastle.crypto.AsymmetricCipherKeyPair");

  private Shape() {}

  private static ArchCondition<JavaClass> condition(
      String text, BiConsumer<JavaClass, Consumer<String>> violations) {
    return new ArchCondition<>(text) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        violations.accept(
            type,
            why -> events.add(SimpleConditionEvent.violated(type, type.getName() + " " + why)));
      }
    };
  }

  static DescribedPredicate<JavaClass> holdingTests() {
    return DescribedPredicate.describe(
        "holding tests",
        type ->
            type.isTopLevelClass()
                && type.getMethods().stream()
                    .flatMap(method -> method.getAnnotations().stream())
                    .map(annotation -> annotation.getRawType().getName())
                    .anyMatch(
                        name ->
                            name.equals("org.junit.jupiter.api.Test")
                                || name.equals("org.junit.jupiter.api.TestFactory")
                                || name.startsWith("org.junit.jupiter.params.Parameterized")));
  }

  static ArchCondition<JavaClass> makeNoAdapterUnlessNode() {
    return condition(
        "make no adapter unless it is Node",
        (type, violation) -> {
          if (type.getName().equals("org.vigilmesh.Node")) {
            return;
          }
          for (JavaConstructorCall call : type.getConstructorCallsFromSelf()) {
            JavaClass made = call.getTargetOwner();
            if (Layers.isWithin(made.getPackageName(), "org.vigilmesh.adapter")
                && !made.isAssignableTo(Throwable.class)
                && !made.isRecord()) {
              violation.accept("makes " + made.getName() + ": let Node do it");
            }
          }
        });
  }

  static ArchCondition<JavaClass> notImplementSerializable() {
    return condition(
        "not implement Serializable",
        (type, violation) -> {
          if (type.getRawInterfaces().stream().anyMatch(i -> i.isEquivalentTo(Serializable.class))
              && !type.isEnum()) {
            violation.accept("implements Serializable: write an explicit format");
          }
        });
  }

  static ArchCondition<JavaClass> beFinalSealedOrAnInterface() {
    return condition(
        "be final, sealed, or an interface",
        (type, violation) -> {
          boolean isClosed =
              type.getModifiers().contains(JavaModifier.FINAL)
                  || type.isInterface()
                  || type.isEnum()
                  || type.isAnonymousClass()
                  || type.getSimpleName().equals("package-info")
                  || isSealedOrEnumBody(type);
          if (!isClosed) {
            violation.accept("is open to inheritance: make it final or sealed");
          }
        });
  }

  private static boolean isSealedOrEnumBody(JavaClass type) {
    return type.reflect().isSealed()
        || type.getRawSuperclass().filter(JavaClass::isEnum).isPresent();
  }

  static ArchCondition<JavaClass> haveOnlyConstantsInTheOpen() {
    return condition(
        "have no public or static field that is not a constant",
        (type, violation) -> {
          for (JavaField field : type.getFields()) {
            Set<JavaModifier> modifiers = field.getModifiers();
            boolean isFinal = modifiers.contains(JavaModifier.FINAL);
            boolean isStatic = modifiers.contains(JavaModifier.STATIC);
            if (isStatic && !isFinal && !modifiers.contains(JavaModifier.SYNTHETIC)) {
              violation.accept("has the changeable static field " + field.getName());
            }
            if (modifiers.contains(JavaModifier.PUBLIC) && !(isStatic && isFinal)) {
              violation.accept("has the public field " + field.getName());
            }
          }
        });
  }

  static ArchCondition<JavaClass> useOptionalOnlyAsAReturnType() {
    return condition(
        "use Optional only as a return type",
        (type, violation) -> {
          for (JavaField field : type.getFields()) {
            // a record's component is what its accessor returns; inside a package it is a choice
            if (!type.isRecord()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && field.getRawType().isEquivalentTo(Optional.class)) {
              violation.accept("has the Optional field " + field.getName());
            }
          }
          for (JavaMethod method : type.getMethods()) {
            for (JavaParameter parameter : method.getParameters()) {
              if (parameter.getRawType().isEquivalentTo(Optional.class)
                  && type.getModifiers().contains(JavaModifier.PUBLIC)
                  && method.getModifiers().contains(JavaModifier.PUBLIC)
                  && !method.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                violation.accept("takes an Optional in " + method.getName());
              }
            }
          }
        });
  }

  static DescribedPredicate<JavaClass> holdingKeys() {
    return DescribedPredicate.describe(
        "holding keys", type -> type.getFields().stream().anyMatch(Shape::isKey));
  }

  private static boolean isKey(JavaField field) {
    return KEY_TYPES.stream().anyMatch(key -> field.getRawType().isAssignableTo(key))
        && !field.getModifiers().contains(JavaModifier.STATIC);
  }

  static ArchCondition<JavaClass> keepKeysOutOfTextAndEquality() {
    return condition(
        "keep keys out of toString, equals and serial form",
        (type, violation) -> {
          Optional<JavaMethod> text = type.tryGetMethod("toString");
          boolean isRedacting =
              text.filter(
                      method ->
                          !type.isRecord()
                              && method.getFieldAccesses().stream()
                                  .noneMatch(
                                      read ->
                                          read.getTarget()
                                              .resolveMember()
                                              .filter(Shape::isKey)
                                              .isPresent()))
                  .isPresent();
          if (!isRedacting) {
            violation.accept("needs a toString that does not touch the key");
          }
          if (type.tryGetMethod("equals", Object.class).isPresent()) {
            violation.accept("holds a key and overrides equals; nor may it be a record");
          }
          if (type.isAssignableTo(Serializable.class)) {
            violation.accept("holds a key and is Serializable");
          }
        });
  }
}
