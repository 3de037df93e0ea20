package dev.hallmark.compat.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Uploads and downloads with {@code curl}. What it downloads is discarded.
 *
 * @param server name of the server in the tables
 * @param base URL of the folder
 * @param options of {@code curl}, such as credentials
 */
record CurlTransfers(String server, String base, List<String> options) {
  /** Files that are transferred at once, each on a connection that is kept. */
  private static final int PARALLEL = 16;

  void upload(Path file, String name) throws IOException, InterruptedException {
    run(List.of("-T", file.toString(), "-o", "/dev/null", base + "/" + name));
  }

  void download(String name) throws IOException, InterruptedException {
    run(List.of("-o", "/dev/null", base + "/" + name));
  }

  /** Uploads all these files to a folder. */
  void uploadAll(List<Path> files, String folder) throws IOException, InterruptedException {
    runAll(files.stream()
        .map(file -> entry(folder, file) + "upload-file = \"" + file + "\"\n")
        .collect(Collectors.joining()));
  }

  /** Downloads files of these names from a folder. */
  void downloadAll(List<Path> files, String folder) throws IOException, InterruptedException {
    runAll(files.stream().map(file -> entry(folder, file)).collect(Collectors.joining()));
  }

  private String entry(String folder, Path file) {
    return "url = \"" + base + "/" + folder + "/" + file.getFileName()
        + "\"\noutput = \"/dev/null\"\n";
  }

  private void runAll(String entries) throws IOException, InterruptedException {
    Path config = Files.createTempFile("curl", ".config");
    try {
      Files.writeString(config, entries);
      run(List.of("--parallel", "--parallel-max", "" + PARALLEL, "--config", config.toString()));
    } finally {
      Files.delete(config);
    }
  }

  private void run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "--fail", "--no-progress-meter"));
    command.addAll(options);
    command.addAll(arguments);
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(new File("/dev/null"))
        .start();
    if (process.waitFor() != 0) {
      throw new IOException("curl ended with " + process.exitValue() + " at " + server);
    }
  }
}
