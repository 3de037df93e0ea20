package dev.hallmark.compat.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server on this machine, and does to answers what a network may do. */
final class FaultyProxy implements AutoCloseable {
  private static final int CHUNK = 64 * 1024;

  /** How far into the bytes of a connection a fault comes: beyond every answer in JSON. */
  private static final int DEPTH = 1 << 20;

  /** What happens to a connection. */
  enum Fault {
    FLIPPED_BYTE,
    RESET,
    STALL
  }

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int server;
  private final Fault fault;
  private final long depth;
  private final AtomicInteger left;
  private final Duration pause;
  private final AtomicLong passed = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** @param times how often the fault comes, all connections together */
  FaultyProxy(int server, Fault fault, int times) throws IOException {
    this(server, fault, DEPTH, times, Duration.ZERO);
  }

  private FaultyProxy(int server, Fault fault, long depth, int times, Duration pause)
      throws IOException {
    this.server = server;
    this.fault = fault;
    this.depth = depth;
    this.left = new AtomicInteger(times);
    this.pause = pause;
    threads.execute(this::accept);
  }

  /** Without a fault, but with a pause after each 64 KB or less. */
  static FaultyProxy slow(int server, Duration pause) throws IOException {
    return new FaultyProxy(server, Fault.STALL, DEPTH, 0, pause);
  }

  /** Loses an answer, whatever it is to, once the server has given it. */
  static FaultyProxy losingAnAnswer(int server) throws IOException {
    return new FaultyProxy(server, Fault.RESET, 0, 1, Duration.ZERO);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** How many faults did not come. */
  int left() {
    return left.get();
  }

  /** The bytes of all answers. */
  long passed() {
    return passed.get();
  }

  private void accept() {
    while (end.getCount() > 0) {
      try {
        Socket client = door.accept();
        open.add(client);
        threads.execute(() -> connect(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  /** Whatever ends one side ends the other. */
  private void connect(Socket client) {
    try (client;
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      open.add(upstream);
      threads.execute(() -> ask(client, upstream));
      answer(upstream.getInputStream(), client);
    } catch (IOException | InterruptedException over) {
      open.remove(client); // the connection is over, as the other side sees
    }
  }

  private void ask(Socket client, Socket upstream) {
    try (upstream) {
      client.getInputStream().transferTo(upstream.getOutputStream());
    } catch (IOException over) {
      open.remove(upstream); // the same
    }
  }

  private void answer(InputStream from, Socket client) throws IOException, InterruptedException {
    OutputStream to = client.getOutputStream();
    byte[] chunk = new byte[CHUNK];
    long sound = 0;
    for (int read = from.read(chunk); read >= 0; read = from.read(chunk)) {
      sound += read;
      if (sound > depth && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        sound = 0;
        spoil(chunk, read, client);
      }
      to.write(chunk, 0, read);
      passed.addAndGet(read);
      Thread.sleep(pause.toMillis());
    }
  }

  private void spoil(byte[] chunk, int length, Socket client)
      throws IOException, InterruptedException {
    switch (fault) {
      case FLIPPED_BYTE -> chunk[length / 2] ^= 8;
      case STALL -> end.await();
      case RESET -> {
        client.setSoLinger(true, 0);
        client.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    door.close();
    for (Socket each : open) {
      each.close();
    }
    threads.shutdownNow();
  }
}
