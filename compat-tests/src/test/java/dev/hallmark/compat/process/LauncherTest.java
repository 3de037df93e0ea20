package dev.hallmark.compat.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.wire.Answer;
import dev.hallmark.compat.wire.Wire;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the build leaves in {@code server/target/hallmark}, used as somebody who has unpacked it would. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  private static final Path BUILT = HallmarkProcess.JAR.resolveSibling("hallmark");
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final String FROM_ARCHIVE = "dev.hallmark.server.App source: shared objects file";
  private static final String MAIN_FROM_ARCHIVE =
      "dev.hallmark.server.Main source: shared objects file";
  private static final Set<PosixFilePermission> EXECUTABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");
  private static final List<String> TOOLS =
      List.of("dirname", "readlink", "sed", "cksum", "locale", "tr");

  @TempDir
  private Path folder;

  private record Ended(int status, String out, String err) {}

  @Test
  void server_startsFromTheArchiveThatTheBuildMade_andTellsOfItsEnd() throws Exception {
    Path loaded = folder.resolve("loaded");
    String options = "-Xlog:class+load:file=" + loaded;
    try (HallmarkProcess server = HallmarkProcess.installed(
        BUILT,
        folder.resolve("data"),
        Map.of("JAVA_HOME", JAVA_HOME.toString(), "HALLMARK_JAVA_OPTS", options))) {
      assertThat(Files.readString(loaded)).contains(FROM_ARCHIVE);
      assertThat(server.stop()).isEqualTo(143);
      assertThat(server.output())
          .contains("Hallmark is stopping: ")
          .endsWith("Hallmark has stopped.\n")
          .doesNotContain("warning");
    }
  }

  @Test
  void fileNamesOutsideAscii_workWhateverTheLocale() throws Exception {
    try (HallmarkProcess server =
            HallmarkProcess.installed(BUILT, folder.resolve("data"), Map.of("LC_ALL", "C"));
        Wire wire = new Wire(server.port())) {
      String path = "/api/2.0/mlflow-artifacts/artifacts/gr%C3%BC%C3%9Fe.txt";
      wire.put(path, "hi".getBytes(StandardCharsets.UTF_8)).orFail();
      Answer list = wire.get("/api/2.0/mlflow-artifacts/artifacts").orFail();
      assertThat(list.json().at("/files").findValuesAsText("path")).contains("gr\u00fc\u00dfe.txt");
      assertThat(server.output()).doesNotContain("warning");
    }
  }

  @Test
  void link_inAFolderWithSpaces_startsIt_andTheCallersFolderStays() throws Exception {
    Path link = Files.createSymbolicLink(
        Files.createDirectory(folder.resolve("a folder")).resolve("hallmark"),
        BUILT.resolve("bin/hallmark"));
    Ended shown = run(
        Map.of("JAVA_HOME", JAVA_HOME.toString()),
        link.toString(),
        "serve",
        "--print-config",
        "--data",
        "here");
    Files.delete(link);
    assertThat(shown.err).isEmpty();
    assertThat(shown.out).contains("\ndata=" + folder.toRealPath().resolve("here") + "\n");
  }

  @Test
  void withoutJava_oneLineSaysWhatIsMissing() throws Exception {
    Ended none = run(Map.of("JAVA_HOME", "", "PATH", tools().toString()), launcher(), "version");
    assertThat(none)
        .isEqualTo(
            new Ended(2, "", "hallmark: needs Java 17 or newer: install one, or set JAVA_HOME\n"));
  }

  @Test
  void oldJava_isPassedOver_andNamedWhereThereIsNoOther() throws Exception {
    Path old = Files.createDirectories(folder.resolve("old/bin")).getParent();
    Files.writeString(old.resolve("release"), "JAVA_RUNTIME_VERSION=\"1.8.0_392-b08\"\n");
    Files.createFile(old.resolve("bin/java"), PosixFilePermissions.asFileAttribute(EXECUTABLE));
    Ended refused =
        run(Map.of("JAVA_HOME", old.toString(), "PATH", tools().toString()), launcher(), "version");
    assertThat(refused)
        .isEqualTo(new Ended(
            2,
            "",
            "hallmark: needs Java 17 or newer: install one, or set JAVA_HOME (" + old
                + "/bin/java is Java 1.8.0_392-b08)\n"));
    String path = JAVA_HOME.resolve("bin") + ":" + tools();
    assertWarned(
        old, run(Map.of("JAVA_HOME", old.toString(), "PATH", path), launcher(), "version"));
  }

  @Test
  void javaHomeWithoutAJava_isWarnedAbout_andThatOfThePathIsUsed() throws Exception {
    Path none = folder.resolve("none");
    String path = JAVA_HOME.resolve("bin") + ":" + tools();
    assertWarned(
        none, run(Map.of("JAVA_HOME", none.toString(), "PATH", path), launcher(), "version"));
    assertThat(run(Map.of("JAVA_HOME", "", "PATH", path), launcher(), "version").err)
        .isEmpty();
  }

  private static void assertWarned(Path home, Ended version) {
    assertThat(version.status).isZero();
    assertThat(version.err)
        .isEqualTo("hallmark: warning: no Java 17 or newer is in JAVA_HOME (" + home + "), so "
            + JAVA_HOME.resolve("bin/java") + " is used\n");
  }

  @Test
  void optionsOfTheCaller_win() throws Exception {
    Ended flags = run(
        Map.of(
            "JAVA_HOME",
            JAVA_HOME.toString(),
            "JAVA_OPTS",
            "-Xmx96m -XX:+PrintCommandLineFlags",
            "HALLMARK_JAVA_OPTS",
            "-Xmx128m -XX:+UseParallelGC"),
        launcher(),
        "version");
    assertThat(flags.out)
        .contains("-XX:MaxHeapSize=134217728 ", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError")
        .contains("\nHallmark ")
        .doesNotContain("UseSerialGC");
  }

  @Test
  void archiveOfAnotherJar_isNotUsed_andWarmUpMakesOne() throws Exception {
    Path moved = folder.resolve("moved");
    FileUtils.copyDirectory(BUILT.toFile(), moved.toFile());
    comment(moved.resolve("lib/hallmark.jar"));
    Path loaded = folder.resolve("loaded");
    Map<String, String> environment = Map.of(
        "JAVA_HOME", JAVA_HOME.toString(), "HALLMARK_JAVA_OPTS", "-Xlog:class+load:file=" + loaded);
    String launcher = moved.resolve("bin/hallmark").toString();

    assertThat(run(environment, launcher, "serve", "--print-config").status).isZero();
    assertThat(Files.readString(loaded))
        .contains("dev.hallmark.")
        .doesNotContain(MAIN_FROM_ARCHIVE);

    Ended made = run(environment, launcher, "warm-up");
    assertThat(made.status).as(made.err).isZero();
    assertThat(made.out).contains(" is made for Java ");
    try (HallmarkProcess server =
        HallmarkProcess.installed(moved, folder.resolve("data"), environment)) {
      assertThat(server.port()).isPositive();
      assertThat(Files.readString(loaded)).contains(FROM_ARCHIVE);
    }
    assertThat(run(environment, launcher, "warm-up").out).endsWith(" is there already\n");
    assertThat(names(moved.resolve("lib")))
        .noneMatch(name -> name.startsWith("warm-up."))
        .filteredOn(name -> name.contains(System.getProperty("java.runtime.version")))
        .hasSize(1); // that of the jar before is gone
  }

  @Test
  void tarball_holdsWhatRunsAnywhere() throws Exception {
    Path target = HallmarkProcess.JAR.getParent();
    String tarball = names(target).stream()
        .filter(name -> name.endsWith(".tar.gz"))
        .findFirst()
        .orElseThrow();
    List<String> files = run(Map.of(), "tar", "tzf", target.resolve(tarball).toString())
        .out
        .lines()
        .map(name -> name.substring(name.indexOf('/') + 1))
        .filter(name -> !name.isEmpty() && !name.endsWith("/") && !name.startsWith("docs/"))
        .toList();
    assertThat(files)
        .containsExactlyInAnyOrder(
            "LICENSE", "bin/hallmark", "etc/hallmark.service", "lib/hallmark.jar");
  }

  /** Makes another jar of it, with the same classes: the last two bytes of a jar without a comment are its length. */
  private static void comment(Path jar) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "rw")) {
      file.seek(file.length() - 2);
      file.write(new byte[] {1, 0, 'x'});
    }
  }

  private static String launcher() {
    return BUILT.resolve("bin/hallmark").toString();
  }

  /** A folder with what the script needs, and no Java. */
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String name : TOOLS) {
      Path tool = tools.resolve(name);
      Files.writeString(tool, "#!/bin/sh\nexec /usr/bin/" + name + " \"$@\"\n");
      Files.setPosixFilePermissions(tool, EXECUTABLE);
    }
    return tools;
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }

  /** @param environment beside this process's own; an empty value takes a variable away */
  private Ended run(Map<String, String> environment, String... command) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("HALLMARK_"));
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    int status = builder.start().waitFor();
    return new Ended(status, Files.readString(out), Files.readString(err));
  }
}
