package dev.hallmark.client;

import java.nio.file.Path;

/**
 * A downloaded file.
 *
 * <pre>{@code
 * Download file = client.artifacts().download(run.artifactUri() + "/report.html", Path.of("report.html"));
 * log.info("{} bytes, sha256 {}", file.size(), file.sha256());
 * }</pre>
 *
 * @param sha256 of the received bytes, 64 lower-case hexadecimal digits
 * @param isChecked whether the digest was compared with one from the server; Hallmark sends {@code Repr-Digest}, MLflow's own server does
 *     not
 */
public record Download(Path file, long size, String sha256, boolean isChecked) {}
