package org.vigilmesh.hostile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

final class OwnWordsTest {
  @Test
  void theHostilePeerUsesNothingOfTheNode() {
    String own = OwnWordsTest.class.getPackageName();
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are Vigil's own",
                (JavaClass one) ->
                    one.getPackageName().startsWith("org.vigilmesh")
                        && !one.getPackageName().equals(own)))
        .check(new ClassFileImporter().importPackages(own));
  }
}
