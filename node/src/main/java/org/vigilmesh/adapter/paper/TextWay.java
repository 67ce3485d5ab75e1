package org.vigilmesh.adapter.paper;

/** In which direction a text goes: that of its first letter which has one. */
final class TextWay {
  private TextWay() {}

  static boolean isRightToLeft(String text, boolean otherwise) {
    return text.codePoints()
        .map(Character::getDirectionality)
        .filter(
            way ->
                way == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                    || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
        .mapToObj(way -> way != Character.DIRECTIONALITY_LEFT_TO_RIGHT)
        .findFirst()
        .orElseGet(() -> otherwise && text.codePoints().noneMatch(Character::isDigit));
  }
}
