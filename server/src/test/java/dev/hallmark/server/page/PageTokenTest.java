package dev.hallmark.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
  @Test
  void decode_readsWhatEncodeMade() {
    PageToken token = new PageToken(42, List.of("größe", "", "17"));
    assertThat(PageToken.decode(token.encode(), 42)).isEqualTo(token);
  }

  @Test
  void decode_refusesTheTokenOfAnotherQuery() {
    String token = new PageToken(42, List.of("a")).encode();
    assertThatThrownBy(() -> PageToken.decode(token, 43))
        .extracting("reason")
        .isEqualTo(Reason.MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "!!", "AAAA", "AQAAACoF", "AQAAACoBf____w", "eyJvZmZzZXQiOiAxfQ=="})
  void decode_refusesWhatIsNoToken(String token) {
    assertThatThrownBy(() -> PageToken.decode(token, 42))
        .extracting("reason")
        .isEqualTo(Reason.MALFORMED);
  }
}
