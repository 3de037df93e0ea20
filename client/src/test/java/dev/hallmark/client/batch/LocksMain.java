package dev.hallmark.client.batch;

import java.io.IOException;
import java.nio.file.Path;

/** Another process with locks of a folder. Says what it does in lines, and goes on when its input ends. */
final class LocksMain {
  private LocksMain() {}

  public static void main(String[] arguments) throws Exception {
    Locks locks = new Locks(Path.of(arguments[1]));
    switch (arguments[0]) {
      case "ifUnused" -> System.out.println(locks.ifUnused(arguments[2], () -> null));
      case "use" -> {
        locks.use(arguments[2]);
        untilTold("used");
      }
      default ->
        locks.exclusively("a", () -> {
          Thread second = new Thread(() -> take(locks, "b"));
          second.start();
          untilTold("one thread has a, the other waits for b");
          return null;
        });
    }
  }

  private static void take(Locks locks, String name) {
    try {
      locks.exclusively(name, () -> null);
    } catch (IOException e) {
      System.err.println(e);
      Runtime.getRuntime().halt(1);
    }
  }

  private static void untilTold(String now) throws IOException {
    System.out.println(now);
    while (System.in.read() >= 0) {
      // waits for the end of the input
    }
  }

  static Process start(String what, Path folder, String name) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            FetchMain.classPath(),
            LocksMain.class.getName(),
            what,
            folder.toString(),
            name)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
