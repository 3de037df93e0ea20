package dev.hallmark.client.batch;

/**
 * A file of a fetched model.
 *
 * <pre>{@code
 * model.files().forEach(file -> log.info("{}  {}", file.sha256(), file.path()));
 * }</pre>
 *
 * @param path relative to the folder of the model, separated by {@code /}
 * @param sha256 64 lower-case hexadecimal digits
 */
public record FetchedFile(String path, long size, String sha256) {}
