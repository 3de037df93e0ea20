package dev.hallmark.server.api.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.RawRequest;
import dev.hallmark.server.testkit.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies arrive whole, in whatever pieces they come. */
class BodyPrefetchTest {
  private static final String FILE = "/api/2.0/mlflow-artifacts/artifacts/0/pieces.bin";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1023, 1025, 16_383, 16_384, 16_385, 40_000, 3_000_000})
  void body_isReadWhole_withALengthAndInChunks(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    for (boolean chunked : new boolean[] {false, true}) {
      assertThat(put(bytes, chunked)).startsWith("HTTP/1.1 200 ").endsWith("{}");
      assertThat(RawRequest.send(server.port(), "GET", FILE, "", new byte[0]).body())
          .isEqualTo(bytes);
    }
  }

  private static String put(byte[] bytes, boolean chunked) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      socket.setTcpNoDelay(true);
      String length =
          chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + bytes.length + "\r\n";
      RawRequest.begin(socket, "PUT", FILE, length, new byte[0]);
      OutputStream out = socket.getOutputStream();
      int piece = Math.max(1, bytes.length / 7);
      for (int at = 0; at < bytes.length; at += piece) {
        int count = Math.min(piece, bytes.length - at);
        if (chunked) {
          out.write((Integer.toHexString(count) + "\r\n").getBytes(UTF_8));
        }
        out.write(bytes, at, count);
        out.write(chunked ? "\r\n".getBytes(UTF_8) : new byte[0]);
        out.flush();
        Thread.onSpinWait();
      }
      out.write(chunked ? "0\r\n\r\n".getBytes(UTF_8) : new byte[0]);
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void bodyThatBreaksOff_isTheClientsMistake() throws Exception {
    for (int sent : new int[] {1, 20_000}) {
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        socket.setSoTimeout(20_000);
        RawRequest.begin(
            socket,
            "POST",
            "/api/2.0/mlflow/registered-models/create",
            "Content-Type: application/json\r\nContent-Length: 50000\r\n",
            " ".repeat(sent).getBytes(UTF_8));
        socket.shutdownOutput();
        assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
            .startsWith("HTTP/1.1 400 ")
            .contains("{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":"
                + "\"Malformed JSON: the body of this request cannot be read.\"}");
      }
    }
  }

  @Test
  void twoRequestsInOnePacket_areAnsweredInTheirOrder() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(20_000);
      String post = "POST /no HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc";
      String get = "GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write((post + get).getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 404 ")
          .contains("HTTP/1.1 200 ")
          .endsWith("3.17.2");
    }
  }
}
