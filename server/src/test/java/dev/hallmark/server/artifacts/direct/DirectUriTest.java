package dev.hallmark.server.artifacts.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.HostilePaths;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectUriTest {
  @ParameterizedTest
  @CsvSource({
    "s3://bucket/a/b, s3://bucket/a/b",
    "S3://bucket/a/b/, s3://bucket/a/b",
    "s3://bucket, s3://bucket",
    "s3://bucket/, s3://bucket",
    "s3://bucket/a%20b, s3://bucket/a%20b",
    "file:///a/b, file:///a/b",
    "file:/a/b/, file:///a/b",
    "FILE:///a%20b, file:///a b",
    "file:///größe, file:///größe"
  })
  void of_isCanonical(String uri, String text) {
    assertThat(DirectUri.of(uri)).map(DirectUri::text).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:bucket/a",
        "s3:///a",
        "s3://user@bucket/a",
        "s3://bucket/a?x=1",
        "s3://bucket/a#b",
        "s3://bucket//a",
        "s3://bucket/a/../b",
        "s3://bucket/a/%2e%2e/b",
        "file://host/a",
        "file:a/b",
        "file:////a",
        "file:///a%zz",
        "file:///a%00b",
        "file:///a%2f..%2fb",
        "/a/b",
        "gs://bucket/a",
        "mlflow-artifacts:/a",
        ""
      })
  void of_refusesOtherUris(String uri) {
    assertThat(DirectUri.of(uri)).isEmpty();
  }

  @Test
  void of_refusesHostilePaths() {
    DirectUri bucket = DirectUri.of("s3://bucket/root").orElseThrow();
    DirectUri folder = DirectUri.of("file:///root").orElseThrow();
    HostilePaths.anywhere().forEach(path -> {
      assertThat(DirectUri.of("s3://bucket/root/" + path)).as(path).isEmpty();
      DirectUri.of("file:///root/" + path)
          .ifPresent(found -> assertThat(found.startsWith(folder)).as(path).isTrue());
    });
    assertThat(DirectUri.of("s3://bucket/root/a").orElseThrow().startsWith(bucket))
        .isTrue();
  }

  @Test
  void startsWith_comparesWholeSegmentsAndTheBucket() {
    DirectUri root = DirectUri.of("s3://bucket/a").orElseThrow();
    for (String inside : List.of("s3://bucket/a", "s3://bucket/a/b")) {
      assertThat(DirectUri.of(inside).orElseThrow().startsWith(root)).isTrue();
    }
    for (String outside :
        List.of("s3://bucket/ab", "s3://Bucket/a", "s3://bucket", "s3://bucket2/a", "file:///a")) {
      assertThat(DirectUri.of(outside).orElseThrow().startsWith(root))
          .as(outside)
          .isFalse();
    }
  }

  @Test
  void withParents_endsWithTheBucket() {
    assertThat(DirectUri.of("s3://bucket/a/b").orElseThrow().withParents())
        .containsExactly("s3://bucket/a/b", "s3://bucket/a", "s3://bucket");
  }
}
