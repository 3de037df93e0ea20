package dev.hallmark.server.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarningsTest {
  @Test
  void unknownVariable_isNamed_withTheOneThatWasPerhapsMeant() {
    assertThat(Warnings.unknownVariables(Map.of(
            "HALLMARK_PROT", "1",
            "HALLMARK_SECRET_KEYFILE", "/k",
            "HALLMARK_COLOUR_OF_THE_LOGO", "red",
            "HALLMARK_PORT", "1",
            "HALLMARK_JAVA_OPTS", "-Xmx1g",
            "JAVA_OPTS", "-Xmx1g")))
        .containsExactly(
            "the variable HALLMARK_COLOUR_OF_THE_LOGO is unknown and has no effect",
            "the variable HALLMARK_PROT is unknown and has no effect; did you mean HALLMARK_PORT?",
            "the variable HALLMARK_SECRET_KEYFILE is unknown and has no effect;"
                + " did you mean HALLMARK_SECRET_KEY_FILE?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "utf8", "GB18030"})
  void charsetThatHasAllCharacters_isNoReasonToWarn(String charset) {
    assertThat(Warnings.fileNames(charset)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ANSI_X3.4-1968", "ISO-8859-1", "no-such-charset"})
  void otherCharset_isNamedWithTheWayOut(String charset) {
    assertThat(Warnings.fileNames(charset))
        .hasValueSatisfying(text -> assertThat(text).contains(charset, "LC_ALL=C.UTF-8"));
  }
}
