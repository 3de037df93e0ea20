package dev.hallmark.server.api;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole request bodies into memory, each up to {@value #MAX_BYTES} bytes and all that are under way together up to a
 * quarter of the heap. Artifacts never come through here.
 */
public final class Bodies {
  static final int MAX_BYTES = 24_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);
  private static final int STEP = 64 * 1024;
  private static final long MOST_DISCARDED = 10L * MAX_BYTES;
  private static final String LEASE = "hallmark.body-lease";
  private static final Semaphore STEPS = new Semaphore(
      (int) Math.max(2L * MAX_BYTES / STEP, Runtime.getRuntime().maxMemory() / 4 / STEP));

  private Bodies() {}

  /** The body; empty when there is none. Throws TOO_LARGE beyond the limit, OVERLOADED when the heap's share is taken. */
  public static byte[] read(Context ctx) {
    if (ctx.req().getContentLengthLong() > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      InputStream in = ctx.req().getInputStream();
      byte[] bytes = in.readNBytes(STEP);
      while (bytes.length % STEP == 0
          && bytes.length > 0) { // the small bodies of nearly all calls never come here
        lease(ctx, bytes.length / STEP);
        byte[] more = in.readNBytes(Math.min(bytes.length, MAX_BYTES + 1 - bytes.length));
        int length = bytes.length;
        bytes = Arrays.copyOf(bytes, length + more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        if (bytes.length > MAX_BYTES) {
          throw tooLarge();
        }
        if (more.length < length) {
          break;
        }
      }
      return bytes;
    } catch (IOException e) { // the client went away, or its chunks are broken
      throw RegistryException.invalid(Subject.REQUEST, Reason.MALFORMED, "body", "");
    }
  }

  private static void lease(Context ctx, int steps) {
    if (!STEPS.tryAcquire(steps)) {
      throw RegistryException.of(
          ErrorKind.OVERLOADED, Subject.REQUEST, Reason.TOO_LONG, "body", "");
    }
    Integer held = ctx.attribute(LEASE);
    ctx.attribute(LEASE, steps + (held == null ? 0 : held));
  }

  /** Gives back what this request's body took; called when the request is over, whatever became of it. */
  static void release(Context ctx) {
    Integer held = ctx.attribute(LEASE);
    if (held != null) {
      ctx.attribute(LEASE, null);
      STEPS.release(held);
    }
  }

  /**
   * Reads the rest of a refused request, up to a limit: many clients look for an answer only when they have sent
   * everything, and find a broken connection otherwise. Those who ask before they send are not invited to.
   */
  static void discard(Context ctx) {
    if (ctx.header("Expect") != null) {
      return;
    }
    byte[] discarded = new byte[STEP];
    try {
      InputStream in = ctx.req().getInputStream();
      long count = 0;
      for (int read = 0; read >= 0 && count < MOST_DISCARDED; count += read) {
        read = in.read(discarded);
      }
    } catch (IOException e) {
      LOG.debug("the body of a refused request broke off: {}", e.toString());
    }
  }

  /** Steps of 64 KiB that are free now. */
  static int free() {
    return STEPS.availablePermits();
  }

  private static RegistryException tooLarge() {
    return RegistryException.of(
        ErrorKind.TOO_LARGE, Subject.REQUEST, Reason.TOO_LONG, "body", "", MAX_BYTES);
  }
}
