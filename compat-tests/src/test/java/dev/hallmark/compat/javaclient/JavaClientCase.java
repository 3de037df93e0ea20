package dev.hallmark.compat.javaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hallmark.compat.process.HallmarkProcess;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/** One packaged server, and one of MLflow's own Java clients, for all tests of a class. */
abstract class JavaClientCase {
  static final ObjectMapper JSON = new ObjectMapper();

  static MlflowClient client;

  @TempDir
  private static Path data;

  private static HallmarkProcess server;

  @BeforeAll
  static void start() {
    server = HallmarkProcess.start(data);
    client = new MlflowClient(server.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  static String uri() {
    return server.uri();
  }

  /** A call that the client has no method for. */
  static JsonNode post(String path, String... fields) throws IOException {
    return JSON.readTree(client.sendPost(path, json(fields)));
  }

  /** An object of text fields, given as name and value in turn. */
  static String json(String... fields) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < fields.length; i += 2) {
      object.put(fields[i], fields[i + 1]);
    }
    return object.toString();
  }

  /** The client reports what the server said: the status, and MLflow's code in the body. */
  static void assertRefused(ThrowingCallable call, int status, String code) {
    assertThatThrownBy(call).isInstanceOfSatisfying(MlflowHttpException.class, refusal -> {
      assertThat(refusal.getStatusCode()).isEqualTo(status);
      assertThat(refusal.getBodyMessage()).contains("\"error_code\":\"" + code + "\"");
    });
  }
}
