package dev.hallmark.client.http;

import static dev.hallmark.client.FakeServer.answer;
import static dev.hallmark.client.FakeServer.lost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpHandler;
import dev.hallmark.client.Download;
import dev.hallmark.client.FakeServer;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files come by a way of their own, on which all must be as it is for other calls. */
class UrlConnectionTransportTest {
  private static final String FILE = "mlflow-artifacts:/1/f";

  @TempDir
  private Path folder;

  private Download download(HallmarkClient client) {
    return client.artifacts().download(FILE, target());
  }

  private Path target() {
    return folder.resolve("f");
  }

  private ThrowableAssertAlternative<HallmarkException> assertFails(
      String code, HallmarkClient client) {
    return assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> download(client))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void credentials_goAlong() {
    try (FakeServer server = new FakeServer(answer(200, "hello"))) {
      download(server.builder().token("secret").workspace("w").build());
      assertThat(server.last().headers())
          .containsEntry("authorization", "Bearer secret")
          .containsEntry("x-mlflow-workspace", "w")
          .containsEntry("accept", "*/*");
    }
  }

  @Test
  void redirectToAnotherServer_isFollowed_withoutCredentials() {
    try (FakeServer other = new FakeServer(answer(200, "hello"));
        FakeServer server = new FakeServer(answer(302, "", "Location", other.uri() + "/f"))) {
      download(server.builder().login("u", "secret").workspace("w").build());
      assertThat(target()).hasContent("hello");
      assertThat(server.last().headers()).containsKeys("authorization", "x-mlflow-workspace");
      assertThat(other.last().headers()).doesNotContainKeys("authorization", "x-mlflow-workspace");
    }
  }

  @Test
  void redirectToAFileOfThisMachine_isRefused() {
    try (FakeServer server = new FakeServer(answer(302, "", "Location", "file:///etc/hosts"))) {
      assertFails(HallmarkException.UNUSABLE, server.client()).withMessageContaining("file:///");
      assertThat(target()).doesNotExist();
    }
  }

  @Test
  void passwordsOfTheWholeProcess_areNotTried() {
    Authenticator before = Authenticator.getDefault();
    Authenticator.setDefault(new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication("somebody", "else".toCharArray());
      }
    });
    HttpHandler refuses = answer(401, "who?", "WWW-Authenticate", "Basic realm=\"r\"");
    try (FakeServer server = new FakeServer(refuses)) {
      assertFails("HTTP_401", server.client()).withMessageContaining("who?");
      assertThat(server.asked()).hasSize(1);
    } finally {
      Authenticator.setDefault(before);
    }
  }

  @Test
  void busyServer_isAskedAgain() {
    try (FakeServer server =
        new FakeServer(answer(503, ""), lost(), answer(429, "slow down"), answer(200, "hello"))) {
      assertThat(download(server.client()).size()).isEqualTo(5);
    }
  }

  @Test
  void absentServer_isUnreachable() {
    URI gone;
    try (FakeServer server = new FakeServer(answer(200, ""))) {
      gone = server.uri();
    }
    assertFails(
        HallmarkException.UNREACHABLE,
        HallmarkClient.builder().trackingUri(gone).retries(0).build());
  }

  @Test
  void unknownHost_isUnreachable() {
    URI nowhere = URI.create("http://no-such-host.invalid");
    assertFails(
        HallmarkException.UNREACHABLE,
        HallmarkClient.builder().trackingUri(nowhere).retries(0).build());
  }

  @Test
  void stalledServer_isGivenUp() {
    try (FakeServer server = new FakeServer(FakeServer.stalls())) {
      HallmarkClient client =
          server.builder().timeout(Duration.ofMillis(500)).retries(0).build();
      assertFails(HallmarkException.CONNECTION_LOST, client);
    }
  }

  @Test
  void interruptedDownload_endsAndKeepsTheInterrupt() {
    try (FakeServer server = new FakeServer(answer(200, "hello"))) {
      Thread.currentThread().interrupt();
      assertFails(HallmarkException.CONNECTION_LOST, server.client());
      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void downloadThatIsInterruptedUnderWay_endsAndKeepsTheInterrupt() {
    try (FakeServer server = new FakeServer(answer(200, "hello"))) {
      assertThatExceptionOfType(HallmarkException.class)
          .isThrownBy(() -> server
              .client()
              .artifacts()
              .download(FILE, target(), bytes -> Thread.currentThread().interrupt()))
          .satisfies(e -> assertThat(e.code()).isEqualTo(HallmarkException.CONNECTION_LOST));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(server.asked()).hasSize(1);
    }
  }
}
