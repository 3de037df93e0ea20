package dev.hallmark.client.batch;

/**
 * Is told how far a download is: at its beginning, ten times a second at the most, and at its end. Calls come one after the other,
 * from several threads.
 *
 * <pre>{@code
 * ProgressListener percent = now -> System.out.println(100 * now.bytes() / Math.max(1, now.total()) + " %");
 * }</pre>
 */
@FunctionalInterface
public interface ProgressListener {
  void at(Progress now);
}
