package dev.hallmark.compat.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A JSON response as a page shows it. Whitespace and the order of fields are ignored when it is compared; {@code …} stands for
 * any value, and inside a string for any characters.
 */
final class ShownJson {
  private static final String ANY = "…";
  private static final Pattern STRING_OR_ANY = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|" + ANY);
  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private final JsonNode shown;

  private ShownJson(JsonNode shown) {
    this.shown = shown;
  }

  /** Throws AssertionError if the text is not JSON, apart from placeholders without quotes. */
  static ShownJson of(String text) {
    String quoted = STRING_OR_ANY
        .matcher(text)
        .replaceAll(found -> found.group().equals(ANY) ? "\"" + ANY + "\"" : "$0");
    return new ShownJson(parse(quoted));
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  /** Where the output differs from this first, and how. */
  Optional<String> differenceFrom(String printed) {
    return difference("$", shown, parse(printed));
  }

  private static Optional<String> difference(String path, JsonNode shown, JsonNode actual) {
    if (isAny(shown)) {
      return Optional.empty();
    }
    if (shown.isObject() && actual.isObject()) {
      return differenceOfFields(path, shown, actual);
    }
    if (shown.isArray() && actual.isArray() && shown.size() == actual.size()) {
      for (int i = 0; i < shown.size(); i++) {
        Optional<String> found = difference(path + "[" + i + "]", shown.get(i), actual.get(i));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }
    boolean isEqual = shown.isTextual() && actual.isTextual()
        ? pattern(shown.textValue()).matcher(actual.textValue()).matches()
        : shown.equals(actual);
    return isEqual
        ? Optional.empty()
        : Optional.of(path + ": the page shows " + shown + ", the output is " + actual);
  }

  private static boolean isAny(JsonNode shown) {
    return shown.isTextual() && shown.textValue().equals(ANY);
  }

  private static Optional<String> differenceOfFields(String path, JsonNode shown, JsonNode actual) {
    if (!names(shown).equals(names(actual))) {
      return Optional.of(path + ": the page shows the fields " + names(shown) + ", the output has "
          + names(actual));
    }
    for (String name : names(shown)) {
      Optional<String> found = difference(path + "." + name, shown.get(name), actual.get(name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
      names.add(each.next());
    }
    return names;
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(
        Arrays.stream(text.split(ANY, -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
