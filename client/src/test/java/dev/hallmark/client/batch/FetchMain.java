package dev.hallmark.client.batch;

import dev.hallmark.client.HallmarkClient;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A job in a process of its own: fetches the champion and prints its digest. */
final class FetchMain {
  private FetchMain() {}

  public static void main(String[] arguments) {
    HallmarkClient client = new HallmarkClient(URI.create(arguments[0]));
    long limit = Long.getLong("limit", Long.MAX_VALUE);
    ModelFetcher fetcher = ModelFetcher.of(client).cache(Path.of(arguments[1]), limit);
    try (FetchedModel model = fetcher.fetch("models:/fraud@champion")) {
      System.out.println(model.digest());
    }
  }

  static Process start(URI server, Path cache, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), FetchMain.class.getName()));
    command.addAll(List.of(server.toString(), cache.toString()));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Surefire may hand the tests theirs in a jar that only it can read. */
  static String classPath() {
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path") + File.pathSeparator);
  }
}
