package dev.hallmark.server.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;

/** Requests with bodies, byte for byte, and their answers taken apart. Without a body, {@link RawHttp} is shorter. */
public final class RawRequest {
  private RawRequest() {}

  /** @param head the status line and the headers */
  public record Answer(int status, String head, byte[] body) {
    public String text() {
      return new String(body, UTF_8);
    }
  }

  /**
   * @param target as it stands in the request line; its characters are sent as single bytes
   * @param headers each ended by CRLF
   */
  public static Answer send(int port, String method, String target, String headers, byte[] body)
      throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      begin(socket, method, target, headers + "Content-Length: " + body.length + "\r\n", body);
      return parse(socket.getInputStream().readAllBytes());
    }
  }

  /** Sends the head and these first bytes of the body. */
  public static void begin(Socket socket, String method, String target, String headers, byte[] body)
      throws IOException {
    String head = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + headers + "\r\n";
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
  }

  private static Answer parse(byte[] answer) {
    String text = new String(answer, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IllegalStateException("no answer: " + text);
    }
    return new Answer(
        Integer.parseInt(text.substring(9, 12)),
        text.substring(0, end),
        Arrays.copyOfRange(answer, end + 4, answer.length));
  }
}
