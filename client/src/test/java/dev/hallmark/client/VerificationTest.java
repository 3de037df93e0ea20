package dev.hallmark.client;

import static dev.hallmark.client.FakeServer.answer;
import static dev.hallmark.client.FakeServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final String DAMAGED = """
      {"status": "damaged", "digest": "sha256:aa", "files": 2, "bytes": 14, "damaged_count": 1,
       "damaged": [{"path": "MLmodel", "kind": "missing", "expected": "sha256:bb"}]}""";

  @Test
  void verify_readsTheResult() {
    try (FakeServer server = new FakeServer(json(DAMAGED))) {
      Verification found = server.client().versions().verify("my model&", 3);
      assertThat(server.last().line())
          .isEqualTo("POST /api/v1/models/my%20model%26/versions/3/verify");
      assertThat(server.last().body()).isEqualTo("{}");
      assertThat(found.isIntact()).isFalse();
      assertThat(found.damaged())
          .containsExactly(new DamagedFile("MLmodel", "missing", "sha256:bb", ""));
      assertThat(found)
          .extracting("digest", "files", "bytes", "damagedCount", "restored")
          .containsExactly("sha256:aa", 2, 14L, 1, List.of());
    }
  }

  @Test
  void restore_sendsThePath() {
    String body = "{\"status\": \"intact\", \"restored\": [\"MLmodel\"]}";
    try (FakeServer server = new FakeServer(json(body))) {
      Verification after = server.client().versions().restore("m", 3, "0/r/artifacts/m");
      assertThat(server.last().line()).isEqualTo("POST /api/v1/models/m/versions/3/restore");
      assertThat(server.last().body()).isEqualTo("{\"path\":\"0/r/artifacts/m\"}");
      assertThat(after.isIntact()).isTrue();
      assertThat(after.restored()).containsExactly("MLmodel");
    }
  }

  @Test
  void restore_sendsAUri() {
    for (String uri : List.of("s3://bucket/m", "file:///share/m", "mlflow-artifacts:/0/m")) {
      try (FakeServer server = new FakeServer(json("{\"status\": \"intact\"}"))) {
        server.client().versions().restore("m", 3, uri);
        assertThat(server.last().body()).isEqualTo("{\"uri\":\"" + uri + "\"}");
      }
    }
  }

  @Test
  void findIntegrity_readsWhatIsKnown() {
    String body = "{\"name\": \"m\", \"integrity\": {\"status\": \"unreadable\","
        + " \"verified_at\": \"2026-11-21T10:00:00Z\", \"checked_at\": \"2026-11-22T10:00:00.5Z\"}}";
    try (FakeServer server = new FakeServer(json(body))) {
      assertThat(server.client().versions().findIntegrity("m&", 3))
          .contains(new Integrity(
              "unreadable",
              Instant.parse("2026-11-21T10:00:00Z"),
              Instant.parse("2026-11-22T10:00:00.5Z")));
      assertThat(server.last().line()).isEqualTo("GET /api/v1/models/m%26/versions/3");
    }
    try (FakeServer server =
        new FakeServer(json("{\"integrity\": {\"status\": \"unverified\"}}"))) {
      assertThat(server.client().versions().findIntegrity("m", 3))
          .contains(new Integrity("unverified", Instant.EPOCH, Instant.EPOCH));
    }
    try (FakeServer server = new FakeServer(json("{\"name\": \"m\"}"))) {
      assertThat(server.client().versions().findIntegrity("m", 3)).isEmpty();
    }
  }

  @Test
  void problem_isAnExceptionWithItsCodeAndDetail() {
    String problem = "{\"type\": \"about:blank\", \"title\": \"Not found\", \"status\": 404,"
        + " \"code\": \"NOT_FOUND\", \"detail\": \"There is none.\"}";
    try (FakeServer server = new FakeServer(answer(404, problem))) {
      assertThatThrownBy(() -> server.client().versions().verify("m", 3))
          .isInstanceOfSatisfying(
              HallmarkException.class, e -> assertThat(e.isNotFound()).isTrue())
          .hasMessage("NOT_FOUND: There is none.");
    }
  }
}
