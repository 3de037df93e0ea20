package dev.hallmark.client.batch;

/**
 * A file of a model that was fetched.
 *
 * <pre>{@code
 * model.files().forEach(file -> log.info("{}  {}", file.sha256(), file.path()));
 * }</pre>
 *
 * @param path below the model's folder, with {@code /} between its parts
 * @param sha256 64 lower-case hexadecimal digits
 */
public record FetchedFile(String path, long size, String sha256) {}
