package dev.hallmark.compat.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/** That a page which shows another response than the server's is found. */
class ShownJsonTest {
  @Test
  void whitespaceAndOrderOfFields_areIgnored() {
    assertThat(ShownJson.of("{\n  \"a\": 1,\n  \"b\": [\"x\"]\n}")
            .differenceFrom("{\"b\":[\"x\"],\"a\":1}\n"))
        .isEmpty();
  }

  @Test
  void placeholders_standForValuesAndForPartsOfStrings() {
    ShownJson shown =
        ShownJson.of("{\"time\": …, \"id\": \"m-…\", \"all\": [{\"n\": …}], \"note\": \"a\\\"…\"}");
    assertThat(shown.differenceFrom(
            "{\"time\":17,\"id\":\"m-f0\",\"all\":[{\"n\":{\"x\":1}}],\"note\":\"a\\\"b\"}"))
        .isEmpty();
    assertThat(
            shown.differenceFrom("{\"time\":17,\"id\":\"f0\",\"all\":[{\"n\":1}],\"note\":\"\"}"))
        .hasValueSatisfying(text -> assertThat(text).contains("$.id"));
  }

  @Test
  void otherFieldsElementsAndTypes_areDifferences() {
    ShownJson shown = ShownJson.of("{\"a\": [1, \"2\"]}");
    assertThat(shown.differenceFrom("{\"a\":[1,\"2\"]}")).isEmpty();
    assertThat(shown.differenceFrom("{\"a\":[1,\"2\"],\"b\":0}")).isPresent();
    assertThat(shown.differenceFrom("{}")).isPresent();
    assertThat(shown.differenceFrom("{\"a\":[1]}")).isPresent();
    assertThat(shown.differenceFrom("{\"a\":[1,2]}")).isPresent();
  }

  @Test
  void textThatIsNoJson_isRefused() {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> ShownJson.of("{\"a\": 1"));
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> ShownJson.of("{}").differenceFrom("curl: (7) Failed to connect"));
  }
}
