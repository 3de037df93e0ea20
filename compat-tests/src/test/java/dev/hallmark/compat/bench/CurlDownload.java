package dev.hallmark.compat.bench;

import dev.hallmark.client.ArtifactFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files of a model fetched by one {@code curl}, so many at a time, without looking at what arrives. */
final class CurlDownload {
  private static final String SCHEME = "mlflow-artifacts:";
  private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

  private final String server;
  private final List<ArtifactFile> files;
  private final int parallel;
  private final Path target;

  CurlDownload(String server, List<ArtifactFile> files, int parallel, Path target) {
    this.server = server;
    this.files = List.copyOf(files);
    this.parallel = parallel;
    this.target = target;
  }

  void run() throws IOException, InterruptedException {
    Path config = Files.createDirectories(target).resolve("curl.config");
    Files.writeString(
        config,
        files.stream()
            .map(file -> "url = \"" + file.uri().replace(SCHEME, server + PROXY) + "\"\noutput = \""
                + target.resolve(file.path()) + "\"\n")
            .collect(Collectors.joining()));
    command("curl --config " + config + " --parallel --parallel-max " + parallel
        + " --fail --no-progress-meter");
  }

  /** Hashes all that came, as many files at a time. */
  void hash() throws IOException, InterruptedException {
    command("find " + target + " -type f -print0 | xargs -0 -n 100 -P " + parallel
        + " openssl dgst -sha256");
  }

  private static void command(String script) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("bash", "-c", script)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(new File("/dev/null"))
        .start();
    if (process.waitFor() != 0) {
      throw new IOException(script + " ended with " + process.exitValue());
    }
  }
}
