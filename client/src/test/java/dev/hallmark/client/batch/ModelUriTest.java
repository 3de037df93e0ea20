package dev.hallmark.client.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.HallmarkException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelUriTest {

  @ParameterizedTest
  @CsvSource({
    "models:/fraud/7, fraud, VERSION, 7",
    "models:/a b@x/12, a b@x, VERSION, 12",
    "models:/fraud@champion, fraud, ALIAS, champion",
    "models:/a@b@c, a@b, ALIAS, c",
    "models:/fraud/LATEST, fraud, LATEST, latest",
    "models:/fraud/production, fraud, STAGE, Production"
  })
  void uri_isReadAsMlflowReadsIt(String uri, String name, ModelUri.Kind kind, String reference) {
    assertThat(ModelUri.parse(uri)).isEqualTo(new ModelUri(name, kind, reference));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models:/fraud",
        "models:/fraud/",
        "models:/fraud@",
        "models:/@a",
        "models:/",
        "fraud/7",
        "models:/fraud/0",
        "models:/fraud/7/x",
        "models:/fraud/prod",
        "models://h/fraud/7",
        "models:/m-0123456789abcdef0123456789abcdef",
        "runs:/r/model"
      })
  void uri_thatNamesNoVersion_isRefused(String uri) {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> ModelUri.parse(uri))
        .withMessageContaining("'" + uri + "'");
  }
}
