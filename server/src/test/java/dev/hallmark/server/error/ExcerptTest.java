package dev.hallmark.server.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "é", "😀"})
  void shortText_isWhole(String each) throws IOException {
    String text = each.repeat(200);
    assertThat(Excerpt.of(text)).isEqualTo(text);
    assertThat(written(text, 7)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"a, 201", "é, 5000000", "😀, 201", "😀, 70001"})
  void longText_isCutBetweenCharactersAndSaysHowManyTheyWere(String each, int count)
      throws IOException {
    String text = each.repeat(count);
    String expected = each.repeat(200) + "... (" + count + " characters)";
    assertThat(Excerpt.of(text)).isEqualTo(expected);
    assertThat(written(text, 7)).isEqualTo(expected);
    assertThat(written(text, 4096)).isEqualTo(expected);
  }

  private static String written(String text, int atOnce) throws IOException {
    Excerpt excerpt = new Excerpt();
    for (int from = 0; from < text.length(); from += atOnce) {
      excerpt.write(text, from, Math.min(atOnce, text.length() - from));
    }
    return excerpt.toString();
  }
}
