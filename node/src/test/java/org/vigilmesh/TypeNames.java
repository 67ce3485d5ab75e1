package org.vigilmesh;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** The words that say that the noun of a type has not been found yet. */
public final class TypeNames {
  private static final List<String> BANNED_ENDINGS =
      List.of(
          "Manager",
          "Helper",
          "Util",
          "Utils",
          "Processor",
          "Handler",
          "Data",
          "Info",
          "DTO",
          "Dto",
          "Impl",
          "Service",
          "Base",
          "Common",
          "Wrapper");

  private static final List<String> BANNED_BEGINNINGS = List.of("Abstract", "My");

  private TypeNames() {}

  /** Holds for a type whose name has a banned word; Netty's and gRPC's own words pass. */
  public static DescribedPredicate<JavaClass> banned() {
    return DescribedPredicate.describe(
        "have a banned word in their name",
        type -> {
          String name = type.getSimpleName();
          boolean ends = BANNED_ENDINGS.stream().anyMatch(word -> endsIn(name, word));
          boolean begins = BANNED_BEGINNINGS.stream().anyMatch(word -> beginsWith(name, word));
          return (ends || begins) && !isTheLibrarysOwnWord(type, name);
        });
  }

  private static boolean endsIn(String name, String word) {
    return name.endsWith(word);
  }

  private static boolean beginsWith(String name, String word) {
    return name.startsWith(word)
        && name.length() > word.length()
        && Character.isUpperCase(name.charAt(word.length()));
  }

  private static boolean isTheLibrarysOwnWord(JavaClass type, String name) {
    return (name.endsWith("Handler") && type.isAssignableTo("io.netty.channel.ChannelHandler"))
        || (name.endsWith("Service") && type.isAssignableTo("io.grpc.BindableService"));
  }
}
