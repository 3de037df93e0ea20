package dev.hallmark.server.api.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each request on a thread of its own. Requests only add to a queue and never wait for the disk. If the queue is full,
 * lines are dropped, and the log records how many.
 */
public final class AccessLog implements RequestLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
  private static final int QUEUE_CAPACITY = 8192;
  private static final long CLOSING_SECONDS = 2;
  private static final AccessLine END = new AccessLine(0, "", "", "", "", "", 0, 0, 0);

  private final BlockingQueue<AccessLine> waiting;
  private final AtomicLong dropped = new AtomicLong();
  private final LogFile file;
  private final Thread writer = new Thread(this::writeAll, "access-log");
  private boolean failing; // used by the writer thread only
  private long unflushed; // used by the writer thread only
  private long
      noted; // dropped lines that an unflushed note reports; used by the writer thread only

  AccessLog(LogFile file, int capacity) {
    this.file = file;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    writer.setDaemon(true);
  }

  /** @param target a file path, {@code -} for standard output, or {@code off} */
  public static AccessLog open(String target) throws IOException {
    if (target.equals("off")) {
      return new AccessLog(LogFile.none(), 1);
    }
    LogFile file = target.equals("-") ? LogFile.standardOutput() : LogFile.at(Path.of(target));
    AccessLog log = new AccessLog(file, QUEUE_CAPACITY);
    log.start();
    return log;
  }

  void start() {
    writer.start();
  }

  @Override
  public void log(Request request, Response response) {
    if (writer.isAlive()) {
      add(AccessLine.of(request, response));
    }
  }

  void add(AccessLine line) {
    if (!waiting.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  private void writeAll() {
    try {
      for (AccessLine line = waiting.take(); line != END; line = waiting.take()) {
        write(line.text());
      }
    } catch (InterruptedException e) {
      LOG.warn("the access log ends: its thread was interrupted");
    }
  }

  /** A full disk loses lines but never fails requests. The failure is logged once, and again only after writing worked in between. */
  void write(String line) {
    try {
      unflushed++;
      long lost = dropped.get() - noted;
      if (lost > 0) {
        noted += lost;
        file.write("# " + lost + " lines were dropped here");
      }
      file.write(line);
      if (waiting.isEmpty()) {
        flush();
      }
      failing = false;
    } catch (IOException e) {
      dropped.addAndGet(unflushed);
      unflushed = 0;
      noted = 0;
      if (!failing) {
        LOG.warn("the access log cannot be written, lines are lost: {}", e.toString());
      }
      failing = true;
    }
  }

  private void flush() throws IOException {
    file.flush();
    dropped.addAndGet(-noted);
    unflushed = 0;
    noted = 0;
  }

  /** Writes the queued lines, for at most two seconds. */
  @Override
  public void close() {
    try {
      if (writer.isAlive() && waiting.offer(END, CLOSING_SECONDS, TimeUnit.SECONDS)) {
        writer.join(TimeUnit.SECONDS.toMillis(CLOSING_SECONDS));
      }
      file.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("the access log was not closed: {}", e.toString());
    }
  }
}
