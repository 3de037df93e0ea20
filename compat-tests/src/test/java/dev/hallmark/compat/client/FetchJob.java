package dev.hallmark.compat.client;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.batch.FetchedModel;
import dev.hallmark.client.batch.ModelFetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A job in a JVM of its own: fetches the champion and prints its digest. */
final class FetchJob {
  private final Process process;

  private FetchJob(Process process) {
    this.process = process;
  }

  public static void main(String[] arguments) {
    HallmarkClient client = new HallmarkClient(URI.create(arguments[0]));
    ModelFetcher fetcher = ModelFetcher.of(client).cache(Path.of(arguments[1]), Long.MAX_VALUE);
    try (FetchedModel model = fetcher.fetch(Registered.CHAMPION)) {
      System.out.println(model.digest());
    }
  }

  static FetchJob start(URI server, Path cache, String... jvmOptions) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    String own = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", own)));
    command.addAll(List.of(FetchJob.class.getName(), server.toString(), cache.toString()));
    return new FetchJob(new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start());
  }

  /** What it printed, once it has ended well. */
  String digest() throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the job ended with " + process.exitValue());
    }
    return said.strip();
  }
}
