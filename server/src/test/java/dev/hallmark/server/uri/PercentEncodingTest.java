package dev.hallmark.server.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
  @Test
  void decode_readsEachEscapeOnce() {
    assertThat(PercentEncoding.decode("a%20b%2525c+ä%C3%A4%f0%9F%8E%af")).isEqualTo("a b%25c+ää🎯");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "50%", "%4", "%zz", "%-1", "% 1", "%1x", "%٣٤", "a%g0"})
  void decode_leavesWhatIsNoEscape(String text) {
    assertThat(PercentEncoding.decode(text)).isEqualTo(text);
    assertThat(PercentEncoding.isValid(text)).isFalse();
  }

  @Test
  void decode_replacesWhatIsNotUtf8() {
    assertThat(PercentEncoding.decode("a%C3")).isEqualTo("a\uFFFD");
  }
}
