package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.server.api.mlflow.json.MlflowJson;
import dev.hallmark.server.testkit.Crowd;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Calls with an {@code Idempotency-Key} over HTTP, and the rows that they leave. */
abstract class IdempotentCallsContract extends RegistryStateCase {
  private static final Call CREATE_VERSION =
      call("POST", "model-versions/create", "name", "iris", "source", "s3://bucket/iris");

  /** All that take a key. Each succeeds when they are sent in this order, and none twice. */
  private static final List<Call> CALLS = List.of(
      call("POST", "registered-models/create", "name", "new", "description", "x"),
      CREATE_VERSION,
      call("POST", "experiments/create", "name", "e"),
      call("POST", "runs/create", "experiment_id", "0", "run_name", "r"),
      call("POST", "logged-models", "experiment_id", "0", "name", "m"),
      call("POST", "registered-models/rename", "name", "iris", "new_name", "lily"),
      call("DELETE", "model-versions/delete", "name", "lily", "version", "1"),
      call("DELETE", "registered-models/delete", "name", "lily"));

  @BeforeEach
  void makeModel() throws Exception {
    succeed(call("POST", "registered-models/create", "name", "iris"));
    succeed(call("POST", "model-versions/create", "name", "iris", "source", "s3://bucket/1"));
  }

  @TestFactory
  Stream<DynamicTest> repeat_isAnsweredAsTheFirstAndChangesNothing() {
    return CALLS.stream()
        .map(call -> DynamicTest.dynamicTest(call.toString(), () -> {
          HttpResponse<String> first = send(call, "key");
          assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
          String rows = rows();
          long entries = number("SELECT count(*) FROM audit");

          HttpResponse<String> second = send(call, "key");

          assertThat(second.statusCode()).isEqualTo(200);
          assertThat(second.body()).isEqualTo(first.body());
          assertThat(second.headers().firstValue("Content-Type")).contains("application/json");
          assertThat(rows()).isEqualTo(rows);
          assertThat(number("SELECT count(*) FROM audit")).isEqualTo(entries);
        }));
  }

  @Test
  void answer_staysAsItWasWhateverBecomesOfWhatWasMade() throws Exception {
    String first = send(CREATE_VERSION, "key").body();
    succeed(call(
        "PATCH", "model-versions/update", "name", "iris", "version", "2", "description", "new"));
    succeed(call("DELETE", "registered-models/delete", "name", "iris"));
    assertThat(send(CREATE_VERSION, "key").body()).isEqualTo(first);
  }

  @Test
  void firstAnswer_isTheOneWithoutAKey() throws Exception {
    JsonNode plain = ask(CREATE_VERSION).get("model_version");
    JsonNode keyed = MlflowJson.MAPPER.readTree(send(CREATE_VERSION, "key").body());
    assertThat(keyed.get("model_version").fieldNames())
        .toIterable()
        .containsExactlyElementsOf(() -> plain.fieldNames());
    assertThat(keyed.at("/model_version/version").textValue()).isEqualTo("3");
  }

  @Test
  void runsAndLoggedModels_areAnsweredAsTheyAreRead() throws Exception {
    JsonNode run = ask(call("POST", "runs/create", "experiment_id", "0", "user_id", "ann"));
    String id = run.at("/run/info/run_id").textValue();
    assertThat(ask(call("GET", "runs/get", "run_id", id))).isEqualTo(run);
    JsonNode model = ask(call("POST", "logged-models", "experiment_id", "0"));
    String modelId = model.at("/model/info/model_id").textValue();
    assertThat(ask(call("GET", "logged-models/" + modelId))).isEqualTo(model);
  }

  @Test
  void twelveAtOnce_makeOneVersion() throws Exception {
    List<String> answers = Crowd.of(12, i -> () -> send(CREATE_VERSION, "key").body());
    assertThat(answers).hasSize(12).containsOnly(answers.get(0));
    assertThat(number("SELECT count(*) FROM model_version")).isEqualTo(2);
  }

  @Test
  void withoutAKey_everyCallMakesAnother() throws Exception {
    assertThat(succeed(CREATE_VERSION)).isNotEqualTo(succeed(CREATE_VERSION));
    assertThat(number("SELECT count(*) FROM idempotent_response")).isZero();
  }

  @Test
  void withoutAKey_noCallAsksTheTable() throws Exception {
    execute("ALTER TABLE idempotent_response RENAME TO idempotent_response_away");
    for (Call call : CALLS) {
      succeed(call);
    }
  }

  @Test
  void key_ofAnotherBodyIsRefused() throws Exception {
    send(CREATE_VERSION, "key");
    HttpResponse<String> refusal =
        send(call("POST", "model-versions/create", "name", "iris", "source", "s3://b/2"), "key");
    assertRefusal(
        refusal,
        400,
        "INVALID_PARAMETER_VALUE",
        "The Idempotency-Key 'key' was already used for a request with other fields. "
            + "Use a new key for a new request.");
    assertThat(number("SELECT count(*) FROM model_version")).isEqualTo(2);
  }

  @Test
  void refusedCall_leavesItsKeyFree() throws Exception {
    assertThat(
            send(call("POST", "registered-models/create", "name", "a/b"), "key").statusCode())
        .isEqualTo(400);
    assertThat(send(call("POST", "registered-models/create", "name", "iris"), "key")
            .statusCode())
        .isEqualTo(400);
    assertThat(
            send(call("POST", "registered-models/create", "name", "ab"), "key").statusCode())
        .isEqualTo(200);
  }

  @Test
  void auditOutage_leavesTheKeyFree() throws Exception {
    execute("ALTER TABLE audit RENAME TO audit_away");
    assertThat(send(CREATE_VERSION, "key").statusCode()).isEqualTo(503);
    execute("ALTER TABLE audit_away RENAME TO audit");
    assertThat(send(CREATE_VERSION, "key").statusCode()).isEqualTo(200);
    assertThat(number("SELECT count(*) FROM model_version")).isEqualTo(2);
  }

  @Test
  void keyThatIsNoKey_isRefused() throws Exception {
    for (String key : List.of("", "x".repeat(256), "tab\there")) {
      assertRefusal(
          send(CREATE_VERSION, key),
          400,
          "INVALID_PARAMETER_VALUE",
          "An Idempotency-Key has 1 to 255 characters of printable ASCII.");
    }
    assertThat(send(CREATE_VERSION, "x".repeat(255)).statusCode()).isEqualTo(200);
  }

  private static void assertRefusal(
      HttpResponse<String> answer, int status, String code, String message) throws Exception {
    assertThat(MlflowJson.MAPPER.readTree(answer.body()))
        .isEqualTo(
            MlflowJson.MAPPER.createObjectNode().put("error_code", code).put("message", message));
    assertThat(answer.statusCode()).isEqualTo(status);
  }
}
