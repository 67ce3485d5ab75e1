package org.vigilmesh.sheet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigilmesh.law.Basis;
import org.vigilmesh.law.Ground;
import org.vigilmesh.law.Ground.Availability;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.message.Content;
import org.vigilmesh.sheet.Widget.Option;

/**
 * The grounds on which a request may be refused or postponed: as the table of the law has them for
 * the bases that the request names. What it does not leave is shown with the reason.
 */
final class Grounds {
  private final Words words;
  private final Optional<Content.CaseRequest> request;

  Grounds(Words words, Optional<Content.CaseRequest> request) {
    this.words = words;
    this.request = request;
  }

  /** The grounds that may be named; with {@code via} those through which others run. */
  List<Option> options(boolean via, String chosen) {
    return Arrays.stream(Ground.values())
        .filter(ground -> !via || isThrough(ground))
        .map(
            ground ->
                new Option(
                    ground.name(),
                    CodeNames.of("ground", ground.name(), words.language()),
                    ground.name().equals(chosen),
                    barred(ground, via)))
        .toList();
  }

  private static boolean isThrough(Ground ground) {
    return Arrays.stream(Ground.values()).anyMatch(one -> one.throughs().contains(ground.name()));
  }

  private String barred(Ground ground, boolean via) {
    if (request.isPresent() && !via) {
      for (Basis basis : request.get().filing().named()) {
        String key = key(ground.on(basis, request.get().subject()));
        if (!key.isEmpty()) {
          return words.of(key, CodeNames.of("treaty_basis", basis.name(), words.language()));
        }
      }
    }
    return "";
  }

  private static String key(Availability reach) {
    return switch (reach) {
      case BLOCKED -> "ground.never";
      case INVALID, NOT_APPLICABLE -> "ground.override";
      case VALID, RESERVATION, VIA, CONSULT_FIRST, OPEN -> "";
    };
  }
}
