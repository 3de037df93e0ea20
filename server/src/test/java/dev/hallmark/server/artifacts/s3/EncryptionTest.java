package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.Bucket.CopySource;
import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

class EncryptionTest {
  private static final String ALGORITHM = "x-amz-server-side-encryption";
  private static final String KEY = ALGORITHM + "-aws-kms-key-id";

  @ParameterizedTest
  @CsvSource({"'', , ", "AES256, AES256, ", "aws:kms, aws:kms, ", "aws:kms:a:b/c, aws:kms, a:b/c"})
  void everyRequestThatMakesAnObject_asksForIt(String text, String algorithm, String key)
      throws IOException {
    AtomicReference<Headers> last = new AtomicReference<>();
    try (FakeService service = new FakeService(exchange -> {
          last.set(exchange.getRequestHeaders());
          return new FakeService.Response(403, "AccessDenied");
        });
        Bucket bucket = service.bucket(text)) {
      List<ThrowingCallable> requests = List.of(
          () -> bucket.put("a", PartBuffer.of(new byte[1]), any -> {}),
          () -> bucket.createUpload("a", any -> {}),
          () -> bucket.copy(new CopySource("a", 1, "etag"), "b"));
      for (ThrowingCallable request : requests) {
        assertThatThrownBy(request).isInstanceOf(S3Exception.class);
        assertThat(last.get().getFirst(ALGORITHM)).isEqualTo(algorithm);
        assertThat(last.get().getFirst(KEY)).isEqualTo(key);
      }
    }
  }
}
