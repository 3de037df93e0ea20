package dev.hallmark.server.api.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.Endpoint;
import dev.hallmark.server.testkit.Endpoints;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nothing changes without its audit entry: what the registry's calls do while no entry can be written. */
abstract class AuditOutageContract extends RegistryStateCase {
  /** Every call that changes the registry. All of them succeed when they are sent in this order. */
  private static final List<Call> CHANGES = List.of(
      call("POST", "registered-models/create", "name", "new"),
      call("POST", "registered-models/rename", "name", "old", "new_name", "older"),
      call("PATCH", "registered-models/update", "name", "iris", "description", "flowers"),
      call("POST", "registered-models/set-tag", "name", "iris", "key", "b", "value", "2"),
      call("DELETE", "registered-models/delete-tag", "name", "iris", "key", "a"),
      call("POST", "registered-models/alias", "name", "iris", "alias", "next", "version", "2"),
      call("DELETE", "registered-models/alias", "name", "iris", "alias", "champion"),
      call("POST", "model-versions/create", "name", "iris", "source", "s3://bucket/iris"),
      call("PATCH", "model-versions/update", "name", "iris", "version", "1", "description", "one"),
      call("POST", "model-versions/set-tag", "name", "iris", "version", "1", "key", "b"),
      call("DELETE", "model-versions/delete-tag", "name", "iris", "version", "1", "key", "a"),
      call(
          "POST",
          "model-versions/transition-stage",
          "name",
          "iris",
          "version",
          "1",
          "stage",
          "Production"),
      call("DELETE", "model-versions/delete", "name", "iris", "version", "2"),
      call("DELETE", "registered-models/delete", "name", "iris"));

  private static final List<Call> READS = List.of(
      call("GET", "registered-models/get", "name", "iris"),
      call("GET", "registered-models/search"),
      call("GET", "registered-models/get-latest-versions", "name", "iris"),
      call("POST", "registered-models/get-latest-versions", "name", "iris"),
      call("GET", "registered-models/alias", "name", "iris", "alias", "champion"),
      call("GET", "model-versions/get", "name", "iris", "version", "1"),
      call("GET", "model-versions/search"),
      call("GET", "model-versions/get-download-uri", "name", "iris", "version", "1"));

  @BeforeEach
  void fill() throws Exception {
    succeed(call("POST", "registered-models/create", "name", "old"));
    succeed(call("POST", "registered-models/create", "name", "iris"));
    succeed(call("POST", "registered-models/set-tag", "name", "iris", "key", "a"));
    succeed(call("POST", "model-versions/create", "name", "iris", "source", "s3://bucket/1"));
    succeed(call("POST", "model-versions/create", "name", "iris", "source", "s3://bucket/2"));
    succeed(call("POST", "model-versions/set-tag", "name", "iris", "version", "1", "key", "a"));
    succeed(call(
        "POST", "registered-models/alias", "name", "iris", "alias", "champion", "version", "2"));
  }

  @Test
  void tables_holdEveryCallOfTheRegistry() {
    assertThat(Stream.concat(CHANGES.stream(), READS.stream()).map(Call::toString))
        .containsExactlyInAnyOrderElementsOf(Endpoints.ALL.stream()
            .map(Endpoint::toString)
            .filter(
                call -> call.contains("/registered-models/") || call.contains("/model-versions/"))
            .toList());
  }

  @TestFactory
  Stream<DynamicTest> change_isRefusedAndLeavesNothing() {
    execute("ALTER TABLE audit RENAME TO audit_away");
    String before = rows();
    return CHANGES.stream()
        .map(change -> DynamicTest.dynamicTest(change.toString(), () -> {
          HttpResponse<String> answer = send(change);
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
          assertThat(answer.body())
              .isEqualTo(
                  "{\"error_code\":\"TEMPORARILY_UNAVAILABLE\",\"message\":\"The server cannot answer"
                      + " this now. Nothing was changed; try again.\"}");
          assertThat(answer.headers().firstValue("Retry-After")).isPresent();
          assertThat(rows()).isEqualTo(before);
        }));
  }

  @TestFactory
  Stream<DynamicTest> read_isAnsweredAsBefore() throws Exception {
    Map<String, String> before = new TreeMap<>();
    for (Call read : READS) {
      before.put(read.toString(), succeed(read));
    }
    execute("ALTER TABLE audit RENAME TO audit_away");
    return READS.stream()
        .map(read -> DynamicTest.dynamicTest(
            read.toString(),
            () -> assertThat(succeed(read)).isEqualTo(before.get(read.toString()))));
  }

  @Test
  void changes_goOnAfterTheOutageWithOneEntryEach() throws Exception {
    execute("ALTER TABLE audit RENAME TO audit_away");
    for (Call change : CHANGES) {
      assertThat(send(change).statusCode()).isEqualTo(503);
    }
    execute("ALTER TABLE audit_away RENAME TO audit");
    long entries = entries("");
    for (Call change : CHANGES) {
      succeed(change);
      entries++;
      assertThat(entries("")).as(change.toString()).isEqualTo(entries);
    }
    long ofIris = entries("WHERE object_name = 'iris'");
    assertThat(number("SELECT max(revision) FROM audit WHERE object_name = 'iris'"))
        .isEqualTo(ofIris);
  }

  private long entries(String where) {
    return number("SELECT count(*) FROM audit " + where);
  }
}
