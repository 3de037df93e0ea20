package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What makes MLflow's SDK run on without its traces; {@code compat-tests} has the SDK itself. */
class TraceRoutesTest extends ApiCase {
  @Test
  void start_givesNoTraceBackAndAsksForNoSpans() {
    Map<String, Object> trace = Map.of("trace", Map.of("trace_info", Map.of("trace_id", "tr-1")));
    assertAnswer(http("/api/3.0/mlflow").body(trace).post("/traces"), """
        {"trace": {"trace_info": {"tags":
          {"mlflow.trace.spansLocation": "TRACKING_STORE", "hallmark.trace": "not kept"}}}}
        """);
  }

  @Test
  void spans_areRefusedForGood() {
    Response refused = RestAssured.given()
        .port(port())
        .contentType("application/x-protobuf")
        .body(new byte[100_000])
        .post("/v1/traces");
    assertRefused(
        refused,
        501,
        "NOT_IMPLEMENTED",
        "REST OTLP span logging is not supported: this server keeps no traces.");
  }

  @Test
  void traces_cannotBeRead() {
    assertThat(http("/api/3.0/mlflow").get("/traces/tr-1").statusCode()).isEqualTo(404);
  }
}
