package dev.hallmark.client.batch;

/**
 * The progress of a download.
 *
 * <pre>{@code
 * fetcher.progress(now -> log.info("{} of {} bytes, {} a second", now.bytes(), now.total(), now.bytesPerSecond()));
 * }</pre>
 *
 * @param bytes the number of downloaded bytes; it decreases when bytes have to be downloaded again
 * @param total the size of the whole model in bytes
 * @param bytesPerSecond the average since the start
 * @param isDone true in the last notification only
 */
public record Progress(long bytes, long total, long bytesPerSecond, boolean isDone) {}
