package dev.hallmark.server.artifacts.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands between a store and a service on this machine, and does to some requests what a network or a busy service may do. A
 * connection carries one request.
 */
public final class FaultyService implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
  private static final Pattern CONNECTION = Pattern.compile("(?i)\r\nconnection:[^\r]*");

  /** Small, so that a client notices if a body is not read. */
  private static final int RECEIVE_BUFFER = 256 * 1024;

  /** What happens to a request. */
  public enum Fault {
    LATENCY,
    /** The request never arrives. */
    LOST_REQUEST,
    /** The request is served, and its response never arrives. */
    LOST_RESPONSE,
    /** The first half of the response arrives, and then nothing. */
    HALF_RESPONSE,
    SLOW_DOWN,
    INTERNAL_ERROR
  }

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final int service;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Fault fault = Fault.LATENCY;
  private volatile int first = Integer.MAX_VALUE;
  private volatile int last = Integer.MIN_VALUE;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Pattern unread = Pattern.compile("(?!)");

  public FaultyService(int service) throws IOException {
    this.service = service;
    listening.setReceiveBufferSize(RECEIVE_BUFFER);
    threads.execute(this::accept);
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** From now on requests are counted anew, and these have the fault. @param number from 1 */
  public void spoil(Fault kind, int number, int times) {
    requests.set(0);
    fault = kind;
    first = number;
    last = number + times - 1;
  }

  /** From now on, the bodies of these requests are not read. @param heads what is found in their first line or headers */
  void stopReading(Pattern heads) {
    unread = heads;
  }

  /** From now on no request has a fault. */
  public void heal() {
    first = Integer.MAX_VALUE;
  }

  /** Whether the fault came. */
  public boolean spoiled() {
    return requests.get() >= first;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (Socket client = accepted) {
      byte[] request = request(client.getInputStream());
      if (request.length == 0) {
        return;
      }
      int number = requests.incrementAndGet();
      boolean faulty = number >= first && number <= last;
      byte[] response = faulty ? faulty(request) : forward(request);
      if (response.length > 0) {
        client.getOutputStream().write(response);
        client.getOutputStream().flush();
      } else {
        client.setSoLinger(true, 0); // a reset
      }
    } catch (IOException | InterruptedException e) { // the connection is over, as the store sees
      return;
    }
  }

  private byte[] faulty(byte[] request) throws IOException, InterruptedException {
    return switch (fault) {
      case LATENCY -> {
        Thread.sleep(200);
        yield forward(request);
      }
      case LOST_REQUEST -> new byte[0];
      case LOST_RESPONSE -> {
        forward(request);
        yield new byte[0];
      }
      case HALF_RESPONSE -> {
        byte[] whole = forward(request);
        byte[] half = new byte[whole.length / 2];
        System.arraycopy(whole, 0, half, 0, half.length);
        yield half;
      }
      case SLOW_DOWN -> error("503 Slow Down", "SlowDown");
      case INTERNAL_ERROR -> error("500 Internal Server Error", "InternalError");
    };
  }

  private static byte[] error(String status, String code) {
    String body = "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code></Error>";
    return ("HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nConnection: close\r\n"
            + "Content-Length: " + body.length() + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** With a header that ends the connection after the response. */
  private byte[] request(InputStream in) throws IOException, InterruptedException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.write(c);
      if (c == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        break;
      }
    }
    if (head.size() == 0) {
      return new byte[0];
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    if (unread.matcher(text).find()) {
      closed.await();
      return new byte[0];
    }
    Matcher length = LENGTH.matcher(text);
    byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    String closing = CONNECTION.matcher(text).replaceAll("");
    head.reset();
    head.writeBytes(
        closing.substring(0, closing.length() - 2).getBytes(StandardCharsets.ISO_8859_1));
    head.writeBytes("Connection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    head.writeBytes(body);
    return head.toByteArray();
  }

  private byte[] forward(byte[] request) throws IOException {
    try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), service)) {
      upstream.getOutputStream().write(request);
      upstream.getOutputStream().flush();
      return upstream.getInputStream().readAllBytes();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    closed.countDown();
    threads.shutdownNow();
  }
}
