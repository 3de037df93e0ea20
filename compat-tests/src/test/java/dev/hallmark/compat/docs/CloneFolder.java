package dev.hallmark.compat.docs;

import dev.hallmark.compat.process.HallmarkProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** A folder that looks to a reader's commands like a clone in which the server was built. */
final class CloneFolder {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What the build of the client and of the sample job needs; Maven wants the description of a module even where it leaves the module out. */
  private static final List<String> COPIED = List.of(
      "pom.xml",
      "client/pom.xml",
      "server/pom.xml",
      "compat-tests/pom.xml",
      "client/src",
      "docs/examples/batch-job/pom.xml",
      "docs/examples/batch-job/src");

  private CloneFolder() {}

  static void lay(Path folder) throws IOException {
    for (String each : COPIED) {
      Path original = ROOT.resolve(each);
      if (Files.isDirectory(original)) {
        FileUtils.copyDirectory(original.toFile(), folder.resolve(each).toFile());
      } else {
        FileUtils.copyFile(original.toFile(), folder.resolve(each).toFile());
      }
    }
    Path built = Files.createDirectories(folder.resolve("server"));
    Files.createSymbolicLink(
        built.resolve("target"), HallmarkProcess.JAR.toRealPath().getParent());
    layRepository(folder.resolve("repository"));
  }

  /** Has all that the user's Maven repository has, but for Hallmark's own, so that the user's gets no client of today. */
  private static void layRepository(Path own) throws IOException {
    String usual = System.getProperty("user.home") + "/.m2/repository";
    Path users = Path.of(System.getProperty("localRepository", usual));
    Files.createDirectories(own.resolve("dev"));
    if (Files.isDirectory(users)) {
      link(users, own, "dev");
    }
    if (Files.isDirectory(users.resolve("dev"))) {
      link(users.resolve("dev"), own.resolve("dev"), "hallmark");
    }
  }

  private static void link(Path from, Path to, String except) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path each : entries.toList()) {
        if (!each.getFileName().toString().equals(except)) {
          Files.createSymbolicLink(to.resolve(each.getFileName()), each);
        }
      }
    }
  }
}
