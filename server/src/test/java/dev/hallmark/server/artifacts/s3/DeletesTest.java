package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.Deletes;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeletesTest {
  @ParameterizedTest
  @CsvSource({"501, NotImplemented, 1", "405, MethodNotAllowed, 1", "400, MalformedXML, 2"})
  void serviceWithoutTheRequestForMany_getsOneForEach(int status, String code, int tries)
      throws IOException {
    List<String> requests = new CopyOnWriteArrayList<>();
    try (FakeService service = new FakeService(exchange -> {
          requests.add(
              exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          return exchange.getRequestMethod().equals("POST")
              ? new FakeService.Response(status, code)
              : new FakeService.Response(204, "");
        });
        Bucket bucket = service.bucket("")) {
      Deletes deletes = new Deletes(bucket);
      deletes.delete(List.of("a", "b"));
      assertThat(requests).containsExactly("POST /bucket", "DELETE /bucket/a", "DELETE /bucket/b");
      deletes.delete(List.of("c", "d"));
      assertThat(requests).filteredOn(each -> each.startsWith("POST")).hasSize(tries);
      assertThat(requests).endsWith("DELETE /bucket/c", "DELETE /bucket/d");
    }
  }
}
