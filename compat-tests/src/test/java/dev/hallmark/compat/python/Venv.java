package dev.hallmark.compat.python;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python environment with exactly the pinned packages, kept in {@code ~/.cache/hallmark} from one build to the next. If its
 * requirements begin with those of another environment, only the others are installed in it; it finds the rest there.
 */
public final class Venv {
  private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "hallmark");
  private static final String INCLUDE = "-r ";

  private final Path folder;
  private final Optional<Venv> base;

  private Venv(Path folder, Optional<Venv> base) {
    this.folder = folder;
    this.base = base;
  }

  /**
   * The environment for this requirements file; made when no earlier build left it whole. Builds at the same time wait for
   * each other.
   *
   * @throws NoPython when there is no Python, or no registry that has the packages
   */
  public static Venv of(Path requirements) throws IOException, NoPython {
    Files.createDirectories(CACHE);
    String name = hash(requirements);
    Optional<Venv> base = base(requirements);
    try (FileChannel channel = FileChannel.open(
            CACHE.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock alone = channel.lock()) {
      Path folder = CACHE.resolve(name);
      Path whole = folder.resolve("installed-by-hallmark");
      if (!Files.exists(whole)) {
        FileUtils.deleteDirectory(folder.toFile());
        install(folder, requirements, base);
        Files.createFile(whole);
      }
      return new Venv(folder, base);
    }
  }

  private static Optional<Venv> base(Path requirements) throws IOException, NoPython {
    for (String line : Files.readAllLines(requirements)) {
      if (line.startsWith(INCLUDE)) {
        return Optional.of(of(included(requirements, line)));
      }
    }
    return Optional.empty();
  }

  private static Path included(Path requirements, String line) {
    return requirements.resolveSibling(line.substring(INCLUDE.length()).strip());
  }

  /** The same for a test, which is skipped, and says so aloud, where there is no Python; CI fails there. */
  public static Venv orSkip(Path requirements, String consequence) throws IOException {
    try {
      return of(requirements);
    } catch (NoPython e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException("in CI, " + consequence + ": " + e.getMessage(), e);
      }
      System.err.println(
          "\n*** " + consequence.toUpperCase(Locale.ROOT) + ": " + e.getMessage() + "\n");
      return Assumptions.abort(consequence);
    }
  }

  private static void install(Path folder, Path requirements, Optional<Venv> base)
      throws IOException, NoPython {
    String python = python(folder);
    String file = requirements.toAbsolutePath().toString();
    if (works("uv", "--version")) {
      run("uv", "venv", "-q", "--python", "python3", folder.toString());
      run("uv", "pip", "install", "-q", "--python", python, "-r", file);
    } else if (base.isEmpty()) {
      run("python3", "-m", "venv", folder.toString());
      run(python, "-m", "pip", "install", "-q", "--no-compile", "-r", file);
    } else {
      run("python3", "-m", "venv", "--without-pip", folder.toString());
      base.get().shareWith(folder);
      String pip = python(base.get().folder);
      run(pip, "-m", "pip", "--python", python, "install", "-q", "--no-compile", "-r", file);
    }
  }

  private static String python(Path folder) {
    return folder.resolve("bin/python").toString();
  }

  /** Lets another environment find the packages and programs of this one. Its own come before them. */
  private void shareWith(Path other) throws IOException {
    Path packages = packages(folder);
    Files.writeString(
        packages(other).resolve("base.pth"),
        "import site; site.addsitedir('%s')%n".formatted(packages));
    try (DirectoryStream<Path> programs = Files.newDirectoryStream(folder.resolve("bin"))) {
      for (Path each : programs) {
        Path copy = other.resolve("bin").resolve(each.getFileName());
        if (Files.notExists(copy) && isScript(each)) {
          String script = Files.readString(each);
          Files.writeString(copy, script.replace(folder + "/bin/", other + "/bin/"));
          Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(each));
        }
      }
    }
  }

  private static Path packages(Path folder) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder.resolve("lib"), "python*")) {
      return found.iterator().next().resolve("site-packages");
    }
  }

  private boolean isScript(Path program) throws IOException {
    byte[] start = ("#!" + folder + "/bin/python").getBytes(StandardCharsets.UTF_8);
    try (InputStream in = Files.newInputStream(program)) {
      return Arrays.equals(in.readNBytes(start.length), start);
    }
  }

  private static void run(String... command) throws IOException, NoPython {
    Output output = Output.of(new ProcessBuilder(command));
    if (output.exit() != 0) {
      throw new NoPython(
          String.join(" ", command) + " ended with " + output.exit() + ":\n" + output.text());
    }
  }

  private static boolean works(String... command) throws IOException {
    return Output.of(new ProcessBuilder(command)).exit() == 0;
  }

  /** The pins and the interpreter: what is installed depends on both. */
  private static String hash(Path requirements) throws IOException, NoPython {
    Output version = Output.of(new ProcessBuilder("python3", "--version"));
    if (version.exit() != 0) {
      throw new NoPython("python3 does not run: " + version.text());
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(version.text().getBytes(StandardCharsets.UTF_8));
      update(digest, requirements);
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file may take in the lines of another one. */
  private static void update(MessageDigest digest, Path requirements) throws IOException {
    digest.update(Files.readAllBytes(requirements));
    for (String line : Files.readAllLines(requirements)) {
      if (line.startsWith(INCLUDE)) {
        update(digest, included(requirements, line));
      }
    }
  }

  /** A program of this environment, such as {@code pytest}; programs that it starts find the others beside it. */
  public ProcessBuilder command(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program(program).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .merge(
            "PATH", folder.resolve("bin").toString(), (old, bin) -> bin + File.pathSeparator + old);
    builder.environment().put("VIRTUAL_ENV", folder.toString());
    builder
        .environment()
        .keySet()
        .removeAll(List.of("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"));
    builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_"));
    builder.environment().put("PYTHONPYCACHEPREFIX", bytecode().toString());
    return builder;
  }

  /** What Python has compiled, so that only the first process to import a module does so; none of it among the sources. */
  private Path bytecode() {
    return base.map(Venv::bytecode).orElseGet(() -> folder.resolve("bytecode"));
  }

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** This machine cannot make the environment. */
  public static final class NoPython extends Exception {
    NoPython(String message) {
      super(message);
    }
  }
}
