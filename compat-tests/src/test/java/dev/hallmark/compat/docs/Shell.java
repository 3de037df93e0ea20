package dev.hallmark.compat.docs;

import dev.hallmark.compat.wire.Wire;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A reader's terminals: commands one after the other, which keep what they export, and servers beside them. */
final class Shell implements AutoCloseable {
  private static final int PATIENCE_MINUTES = 20;

  private final Path folder;
  private final Map<String, String> variables;
  private final List<Process> servers = new ArrayList<>();

  Shell(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = variables;
  }

  /** What the commands printed, on both outputs; the next ones find it in the file {@code printed}. Throws AssertionError when one of them fails. */
  String run(String commands) throws Exception {
    Path log = folder.resolve("shell.log");
    String script =
        withExports(commands) + "\nexport -p > '" + folder.resolve("exports.sh") + "'\n";
    Process process = start(script, log);
    try {
      boolean hasEnded = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      String printed = Files.readString(log);
      Files.writeString(folder.resolve("printed"), printed);
      if (!hasEnded || process.exitValue() != 0) {
        throw new AssertionError((hasEnded ? "status " + process.exitValue() : "no end") + " of\n"
            + commands + "\nIt printed:\n" + printed);
      }
      return printed;
    } finally {
      end(process);
    }
  }

  /** Starts what runs until it is stopped, and returns when it answers on this port. */
  String serve(String command, int port) throws Exception {
    Path log = folder.resolve("server-" + servers.size() + ".log");
    Process server = start(withExports(command), log);
    servers.add(server);
    while (!isHealthy(port)) {
      if (!server.isAlive()) {
        throw new AssertionError("no server from\n" + command + "\n" + Files.readString(log));
      }
      Thread.sleep(50);
    }
    return Files.readString(log);
  }

  /** The commands, with the variables that earlier ones have exported. */
  private String withExports(String commands) {
    Path exports = folder.resolve("exports.sh");
    return "[ ! -e '" + exports + "' ] || . '" + exports + "'\n" + commands;
  }

  private static boolean isHealthy(int port) {
    try (Wire wire = new Wire(port)) {
      return wire.get("/health").status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  void stopServers() throws InterruptedException {
    for (Process each : servers) {
      end(each);
    }
    servers.clear();
  }

  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroy);
    process.destroy();
    for (ProcessHandle each : children) {
      each.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
    process.waitFor();
  }

  private Process start(String script, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(log.toFile());
    Session.environment(builder, variables);
    return builder.start();
  }

  @Override
  public void close() throws InterruptedException {
    stopServers();
  }
}
