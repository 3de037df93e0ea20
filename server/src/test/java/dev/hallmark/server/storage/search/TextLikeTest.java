package dev.hallmark.server.storage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.storage.functions.CaseFolding;
import dev.hallmark.server.storage.functions.TextLike;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextLikeTest {
  @Property
  void matches_agreesWithARegularExpression(
      @ForAll @Chars({'a', 'b', 'B', '\n'}) @StringLength(max = 12) String text,
      @ForAll @Chars({'a', 'b', '%', '_'}) @StringLength(max = 8) String pattern) {
    String regex = pattern.replace("%", ".*").replace("_", ".");
    int flags = Pattern.DOTALL;
    assertThat(TextLike.matches(text, pattern, false))
        .isEqualTo(Pattern.compile(regex, flags).matcher(text).matches());
    assertThat(TextLike.matches(text, CaseFolding.fold(pattern), true))
        .isEqualTo(Pattern.compile(regex, flags | Pattern.CASE_INSENSITIVE)
            .matcher(text)
            .matches());
  }

  @Example
  void matches_endsOnHostilePatterns() {
    String text = "a".repeat(100_000);
    assertThat(TextLike.matches(text, "%a".repeat(999) + "%b", false)).isFalse();
    assertThat(TextLike.matches(text, "%" + "a".repeat(1_000) + "b%c", false)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "_, true",
    "__, false",
    "%_, true",
    "_%_, false",
    "%__%, false",
    "_%, true",
    "%\ud83e\udd80, true"
  })
  void matches_takesASurrogatePairForOneCharacter(String pattern, boolean expected) {
    assertThat(TextLike.matches("\ud83e\udd80", pattern, false)).isEqualTo(expected);
    assertThat(TextLike.matches("a\ud83e\udd80b", "a" + pattern + "b", false)).isEqualTo(expected);
  }

  @Test
  void matches_isUnknownOfNull() {
    assertThat(TextLike.matches(null, "%a%b", true)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "abc, false",
    "%a%, false",
    "a%b, false",
    "%a, false",
    "%%a%%, false",
    "_a_, false",
    "%a%b, true",
    "a%b%c, true",
    "%a%b%, true",
    "%_%_, true"
  })
  void isCostly_fromTheSecondGapOn(String pattern, boolean costly) {
    assertThat(LikePattern.isCostly(pattern)).isEqualTo(costly);
  }
}
