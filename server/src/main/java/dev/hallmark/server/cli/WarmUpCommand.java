package dev.hallmark.server.cli;

import dev.hallmark.server.config.settings.ConfigException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/**
 * The Java part of {@code bin/hallmark warm-up}: creates load while the JVM records a profile. The script starts it with the options that
 * write the archive.
 */
@Command(
    name = "warm-up",
    description =
        "Create an archive for faster starts with this Java; takes some seconds. Only with bin/hallmark.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class WarmUpCommand implements Callable<Integer> {
  @Option(names = "--into", paramLabel = "DIR", defaultValue = "", hidden = true)
  private String folder;

  @Override
  public Integer call() throws Exception {
    if (folder.isEmpty()) {
      throw new ConfigException(
          "warm-up works with bin/hallmark only, which starts Java with the options for it");
    }
    TrainingRun.in(Path.of(folder));
    return ExitCode.OK;
  }
}
