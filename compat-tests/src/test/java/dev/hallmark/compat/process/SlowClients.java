package dev.hallmark.compat.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that have begun a request and go on with nothing, until they are closed. */
final class SlowClients implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 100_000;
  private static final int WINDOW_BYTES = 4_096; // so that an answer does not fit into buffers

  private final List<Socket> sockets = new ArrayList<>();

  /** @param request what each sends, head and all that it ever sends of the body */
  static SlowClients connect(int port, int count, String request) throws IOException {
    SlowClients clients = new SlowClients();
    for (int i = 0; i < count; i++) {
      Socket socket = new Socket();
      socket.setReceiveBufferSize(WINDOW_BYTES);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      clients.sockets.add(socket);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
    return clients;
  }

  /** The status line that the first of them is answered with in the end; throws when the server leaves it waiting. */
  String firstStatusLine() throws IOException {
    InputStream in = sockets.get(0).getInputStream();
    String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    return answer.lines().findFirst().orElse("");
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
