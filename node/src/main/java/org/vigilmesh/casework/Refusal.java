package org.vigilmesh.casework;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.vigilmesh.message.CodeNames;
import org.vigilmesh.message.Texts;

/** Why a case does not allow something: its rule, and a sentence and a remedy in six languages. */
public enum Refusal {
  UNKNOWN_MESSAGE("V01", "UPDATE_NODE"),
  OTHER_SENDER("V17", "CHECK_COUNTRY"),
  NO_SUCH_CASE("V47", "LIST_CASES"),
  DRAFT_NOT_AUTHORISED("V45", "AUTHORISE_FIRST", "case_state"),
  TEST_NOT_EXERCISE("V44", "MARK_EXERCISE"),
  TEST_ONLY_ACKNOWLEDGED("V45", "SHOW_CASE"),
  OTHER_KIND("V45", "ALLOWED", "message"),
  NOT_A_PARTY("V17", "CHECK_COUNTRY"),
  OTHER_SIDES_WORD("V45", "ALLOWED"),
  EXERCISE_MIXED("V44", "DO_NOT_ACT"),
  PERSON_NEEDED("V39", "OFFICER_SIGNS", "message"),
  OVERLAY_OPEN("V45", "ANSWER_FIRST", "message", "overlay"),
  NOT_IN_STATE("V45", "ALLOWED", "message decision", "case_state"),
  UNKNOWN_ITEM("V45", "CHECK_ITEM"),
  EMERGENCY_DATA_BY_ONE("V39", "SECOND_PERSON"),
  SUPERSEDES_ANOTHER("V48", "SHOW_CASE"),
  SECOND_DECISION("V48", "NAME_DECISION"),
  CONDITIONS_NOT_ACCEPTED("V55", "PROPOSE_CONDITIONS"),
  CUSTODIAN_UNNAMED("V58", "ADD_REFERENCE"),
  BELOW_FLOOR("V59", "EXTEND_ORDER"),
  SHORTER_RENEWAL("V60", "LATER_END"),
  HOLD_UNCERTIFIED("V67", "ADD_REFERENCE"),
  RELEASE_UNREFERENCED("V67", "ADD_OR_NONE"),
  FRAUD_BY_ONE("V39", "SECOND_PERSON"),
  TOO_EARLY("V64", "WAIT_OR_EXTEND"),
  END_UNATTESTED("V64", "ASK_AUTHORITY"),
  MLA_NOT_RECEIVED("V65", "ATTEST_FIRST"),
  CORRECTION_UNNAMED("V48", "NAME_IT"),
  DEED_WITHOUT_PERSON("V39", "OFFICER_DOES"),
  AUTHOR_AUTHORISES("V39", "ANOTHER_SIGNS"),
  HOLD_OR_WINDOW("V45", "RELEASE_OR_WAIT"),
  PURGE_BY_ONE("V39", "SECOND_CONFIRMS"),
  PURGED_BEFORE("V45", "LIST_CASES"),
  LEGAL_HOLD("V45", "LIFT_FIRST"),
  NO_LEGAL_HOLD("V45", "SHOW_CASE"),
  KEPT_UNTIL("V45", "WAIT_FOR_IT"),
  NOT_HERE("V45", "ALLOWED"),
  RELEASE_ASKED("V47", "SHOW_CASE"),
  NOT_ASKED_TO_RELEASE("V47", "SHOW_CASE"),
  ANSWERS_NOTHING("V47", "SHOW_CASE"),
  OFFICER_LOOKS("V38", "OFFICER_LOOKS"),
  ASSISTANCE_FIRST("V66", "SHOW_CASE"),
  NOT_THEN("V45", "SHOW_CASE"),
  TOO_LATE("V45", "SHOW_CASE"),
  NOT_READABLE("V01", "SHOW_CASE"),
  EARLIER_MISSING("V45", "WAIT_OR_PROCEED");

  private final String rule;
  private final String remedy;
  private final String lists;

  /**
   * @param lists of each value that is a code: the lists in which its name stands
   */
  Refusal(String rule, String remedy, String... lists) {
    this.rule = rule;
    this.remedy = remedy;
    this.lists = String.join("/", lists);
  }

  String rule() {
    return rule;
  }

  /** What is wrong, in {@code language} (a BCP 47 tag); English where there is no such text. */
  public String what(String language, List<String> values) {
    String said = text(language, name());
    for (int i = 0; i < values.size(); i++) {
      said = said.replace("{" + i + "}", shown(i, values.get(i), language));
    }
    return said;
  }

  /** A code by its name, as everywhere else; what is no code as it is. */
  private String shown(int place, String value, String language) {
    List<String> coded = List.of(lists.split("/", -1));
    if (place >= coded.size() || coded.get(place).isEmpty()) {
      return value;
    }
    CodeNames names = new CodeNames(language);
    String[] parts = value.split(" of ", 2);
    String name =
        Stream.of(coded.get(place).split(" ", -1))
            .flatMap(list -> names.find(list, parts[0]).stream())
            .findFirst()
            .orElse(parts[0]);
    return parts.length == 1 ? name : name + " (" + parts[1] + ")";
  }

  /** What to do about it. */
  public String remedy(String language) {
    return text(language, "remedy." + remedy);
  }

  private static String text(String language, String key) {
    String main = Locale.forLanguageTag(language).getLanguage();
    Locale chosen = Locale.of(Texts.LANGUAGES.contains(main) ? main : "en");
    return ResourceBundle.getBundle(
            "org.vigilmesh.casework.refusals",
            chosen,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(key);
  }
}
