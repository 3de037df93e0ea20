package dev.hallmark.server.api.mlflow.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.api.mlflow.tracking.TrackingApiCase;
import io.restassured.response.Response;
import java.util.Map;

/** What the tests of models and versions make first, and read of them. */
abstract class RegistryApiCase extends TrackingApiCase {
  static final String NOT_FOUND = "RESOURCE_DOES_NOT_EXIST";

  static void model(String name) {
    assertOk(post("/registered-models/create", Map.of("name", name)));
  }

  /** A version that refers to {@code s3://bucket/<model>}. */
  static String version(String model) {
    Response made =
        post("/model-versions/create", Map.of("name", model, "source", "s3://bucket/" + model));
    assertOk(made);
    return made.jsonPath().getString("model_version.version");
  }

  static void assertOk(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
  }

  static void assertEmpty(Response answer) {
    assertAnswer(answer, "{}");
  }

  static Response getModel(String name) {
    return get("/registered-models/get", "name", name);
  }

  static Response getVersion(String name, String version) {
    return get("/model-versions/get", "name", name, "version", version);
  }

  static Map<String, Object> body(Object... fields) {
    Map<String, Object> body = new java.util.LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      body.put((String) fields[i], fields[i + 1]);
    }
    return body;
  }

  static void assertNoVersion(Response answer, String name, String version) {
    assertRefused(
        answer,
        404,
        NOT_FOUND,
        "Model Version (name=" + name + ", version=" + version + ") not found");
  }

  static void assertNoModel(Response answer, String name) {
    assertRefused(answer, 404, NOT_FOUND, "Registered Model with name=" + name + " not found");
  }
}
