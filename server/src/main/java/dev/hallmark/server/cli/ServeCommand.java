package dev.hallmark.server.cli;

import dev.hallmark.server.App;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.ConfiguredFolders;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import dev.hallmark.server.config.settings.Warnings;
import java.io.File;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the server and waits until it stops. Its options are the {@link Setting}s. */
@Command(
    name = "serve",
    description = "Start the server.",
    abbreviateSynopsis = true,
    footer = {
      "",
      "Each setting can also be an environment variable (HALLMARK_PORT for",
      "--port) or a line of the file in --config (port=5000). A flag takes",
      "precedence over a variable, and a variable over the file."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec
  private CommandSpec spec;

  @Option(
      names = "--print-config",
      description = "Print each setting and the source of its value, and exit.")
  private boolean printConfig;

  private ServeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandLine line = new CommandLine(new ServeCommand(environment));
    for (Setting each : Setting.values()) {
      line.getCommandSpec()
          .addOption(OptionSpec.builder(each.flag())
              .type(typeOf(each))
              .auxiliaryTypes(each.isPath() ? File.class : String.class)
              .completionCandidates(each.choices().isEmpty() ? null : each.choices())
              .arity(each.isSwitch() ? "0..1" : "1")
              .fallbackValue("true")
              .paramLabel(each.isSwitch() ? "true|false" : each.placeholder())
              .description(described(each))
              .build());
    }
    return line;
  }

  /** The type File makes the shell complete file names. */
  private static Class<?> typeOf(Setting setting) {
    if (setting.isRepeatable()) {
      return List.class;
    }
    return setting.isPath() ? File.class : String.class;
  }

  private static String described(Setting setting) {
    String initial = setting.initial().isEmpty() ? "" : " (default: " + setting.initial() + ")";
    return setting.help() + initial;
  }

  @Override
  public Integer call() throws InterruptedException {
    Warnings.of(environment)
        .forEach(each -> spec.commandLine().getErr().println("hallmark: warning: " + each));
    Settings settings = Settings.read(flags(), environment);
    Config config = Config.of(settings);
    PrintWriter out = spec.commandLine().getOut();
    if (printConfig) {
      SettingsTable.print(settings, config, out);
      return CommandLine.ExitCode.OK;
    }
    App app = start(config);
    Thread stop = new Thread(() -> stop(app, out), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    Greeting.print(config, app.port(), out);
    try {
      app.awaitStop();
    } catch (
        RuntimeException e) { // the server has already stopped, and the caller prints the reason
      Runtime.getRuntime().removeShutdownHook(stop);
      throw e;
    }
    return CommandLine.ExitCode.OK;
  }

  private static void stop(App app, PrintWriter out) {
    out.println("Hallmark is stopping: it takes no new requests, and gives those under way "
        + App.STOP_SECONDS + " seconds.");
    app.close();
    out.println("Hallmark has stopped.");
  }

  private static App start(Config config) {
    try {
      // checked first, so that no database is created if the address is in use
      ListenAddress.check(config.http());
      ConfiguredFolders.prepare(config);
      return App.start(config);
    } catch (RuntimeException e) {
      throw StartFailure.of(e, config.http());
    }
  }

  /** Values as they were typed: as a file, {@code s3://bucket} would lose a slash. */
  private String typed(Setting setting) {
    return String.join(
        ",", spec.commandLine().getParseResult().matchedOption(setting.flag()).stringValues());
  }

  private Map<Setting, String> flags() {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    for (Setting each : Setting.values()) {
      Object value = spec.commandLine().getParseResult().matchedOptionValue(each.flag(), null);
      if (value != null) {
        flags.put(each, value instanceof String text ? text : typed(each));
      }
    }
    return flags;
  }
}
