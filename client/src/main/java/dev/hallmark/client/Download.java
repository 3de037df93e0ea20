package dev.hallmark.client;

import java.nio.file.Path;

/**
 * A file that was fetched.
 *
 * <pre>{@code
 * Download file = client.artifacts().download(run.artifactUri() + "/report.html", Path.of("report.html"));
 * log.info("{} bytes, sha256 {}", file.size(), file.sha256());
 * }</pre>
 *
 * @param sha256 of the bytes that arrived, 64 lower-case hexadecimal digits
 * @param isChecked whether the server said which digest they must have, as Hallmark does and MLflow's own server does not
 */
public record Download(Path file, long size, String sha256, boolean isChecked) {}
