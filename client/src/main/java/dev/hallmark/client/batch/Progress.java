package dev.hallmark.client.batch;

/**
 * How far a download is.
 *
 * <pre>{@code
 * fetcher.progress(now -> log.info("{} of {} bytes, {} a second", now.bytes(), now.total(), now.bytesPerSecond()));
 * }</pre>
 *
 * @param bytes that are here; fewer than before when some have to come again
 * @param total of the whole model
 * @param bytesPerSecond since the beginning
 * @param isDone said once, at the end
 */
public record Progress(long bytes, long total, long bytesPerSecond, boolean isDone) {}
