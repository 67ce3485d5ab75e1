package org.vigilmesh.identity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vigilmesh.value.InvalidValue;

/**
 * The duty desk as its State presents it: names by language tag, the authority it belongs to,
 * phones for call-back and the languages it reads. Call-backs use these numbers, never one from a
 * message.
 */
public record ContactPoint(
    Map<String, String> names, String authority, List<String> dutyPhones, List<String> languages) {
  public ContactPoint {
    names = Map.copyOf(names);
    dutyPhones = List.copyOf(dutyPhones);
    languages = List.copyOf(languages);
    InvalidValue.unless(!names.isEmpty() && names.size() <= 32, "1 to 32 names");
    for (Map.Entry<String, String> name : names.entrySet()) {
      InvalidValue.unless(name.getKey().matches("[A-Za-z0-9-]{1,35}"), "language tag");
      InvalidValue.unless(!name.getValue().isBlank() && name.getValue().length() <= 128, "name");
    }
    InvalidValue.unless(authority.length() <= 256, "authority");
    InvalidValue.unless(dutyPhones.size() <= 8, "at most 8 duty phones");
    InvalidValue.unless(!languages.isEmpty() && languages.size() <= 16, "1 to 16 languages");
  }

  /** The name in {@code language}, else the English one, else any: the same one every time. */
  public String nameIn(String language) {
    String english = names.getOrDefault("en", new TreeMap<>(names).firstEntry().getValue());
    return names.getOrDefault(language, english);
  }
}
