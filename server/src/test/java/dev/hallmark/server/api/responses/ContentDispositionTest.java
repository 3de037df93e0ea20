package dev.hallmark.server.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As MLflow 3.17.2's server answered. */
class ContentDispositionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '\t',
      quoteCharacter = '\0',
      value = {
        "a.txt\tfilename=a.txt",
        ".hidden\tfilename=.hidden",
        "pl+us.txt\tfilename=pl+us.txt",
        "a'b.txt\tfilename=a'b.txt",
        "a&b!c*d`e|f^g$h~.txt\tfilename=a&b!c*d`e|f^g$h~.txt",
        "b b.txt\tfilename=\"b b.txt\"",
        "q\"uote.txt\tfilename=\"q\\\"uote.txt\"",
        "semi;colon.txt\tfilename=\"semi;colon.txt\"",
        "com,ma.txt\tfilename=\"com,ma.txt\"",
        "a(b)=c@d[e]{f}.txt\tfilename=\"a(b)=c@d[e]{f}.txt\"",
        "grüße.txt\tfilename=grue.txt; filename*=UTF-8''gr%C3%BC%C3%9Fe.txt",
        "grü ße;.txt\tfilename=\"gru e;.txt\"; filename*=UTF-8''gr%C3%BC%20%C3%9Fe%3B.txt",
        "日本.pdf\tfilename=.pdf; filename*=UTF-8''%E6%97%A5%E6%9C%AC.pdf",
        "日本\tfilename=\"\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC"
      })
  void attachment_isNamedAsOnMlflowsServer(String name, String parameters) {
    assertThat(ContentDisposition.attachment(name)).isEqualTo("attachment; " + parameters);
  }
}
