package dev.hallmark.server.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/** Request ids, unique across restarts and replicas. */
public final class RequestIds {
  private static final String PROCESS = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
  private static final AtomicLong COUNT = new AtomicLong();

  private RequestIds() {}

  public static String next() {
    return PROCESS + "-" + Long.toHexString(COUNT.incrementAndGet());
  }
}
