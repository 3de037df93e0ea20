package dev.hallmark.client.batch;

/**
 * Receives the progress of a download: at its start, at most ten times a second, and at its end. Calls come from several threads, but never
 * concurrently.
 *
 * <pre>{@code
 * ProgressListener percent = now -> System.out.println(100 * now.bytes() / Math.max(1, now.total()) + " %");
 * }</pre>
 */
@FunctionalInterface
public interface ProgressListener {
  void at(Progress now);
}
