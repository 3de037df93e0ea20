package dev.hallmark.server.api.mlflow.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table was measured with protobuf's {@code json_format.Parse} and the messages of MLflow 3.17.2. It differs in what
 * comes from Python: that takes {@code 1_000} and blanks, and rounds as a double what has a point or an exponent.
 */
class WholeNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "1, 1",
    "-1, -1",
    "+5, 5",
    "007, 7",
    "-007, -7",
    "1.0, 1",
    "-2.0, -2",
    "00.0, 0",
    "-0.0, 0",
    "1., 1",
    ".0, 0",
    "100000.0, 100000",
    "1e5, 100000",
    "1E5, 100000",
    "1e+05, 100000",
    "1E+5, 100000",
    "1e0005, 100000",
    "10e-1, 1",
    "0e99, 0",
    "1e18, 1000000000000000000",
    "1700000000123, 1700000000123",
    "1.700000000123e12, 1700000000123",
    "9007199254740993, 9007199254740993",
    "9007199254740993.0, 9007199254740993",
    "9223372036854775807, 9223372036854775807",
    "9.223372036854775807e18, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808"
  })
  void spellingsOfAWholeNumber_areTaken(String text, long number) {
    assertThat(WholeNumber.parse(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "1e+",
        "--1",
        "1 ",
        " 1",
        "\t1",
        "1_000",
        "1,000",
        "0x10",
        "1d",
        "1f",
        "1L",
        "1.5",
        "1e-1",
        "0.1e0",
        "1e19",
        "1e300",
        "-1e300",
        "1e999999999",
        "1e-999999999",
        "1e9999999999",
        "9223372036854775808",
        "-9223372036854775809",
        "NaN",
        "Infinity",
        "-Infinity",
        "true",
        "abc",
        "\u0663"
      })
  void anythingElse_isNone(String text) {
    assertThat(WholeNumber.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {19, 400, 1000})
  void leadingZeros_doNotCount(int length) {
    assertThat(WholeNumber.parse("0".repeat(length - 1) + "7")).hasValue(7);
  }

  /** Reading millions of digits takes minutes. */
  @ParameterizedTest
  @ValueSource(ints = {1001, 20_000_000})
  void spellingWithoutEnd_isNone(int length) {
    assertThat(WholeNumber.parse("0".repeat(length - 1) + "7")).isEmpty();
  }
}
