package dev.hallmark.server.cli;

import dev.hallmark.client.GarbageCollection;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that free space on the server. Without a subcommand it prints the usage. */
@Command(
    name = "gc",
    description = "Remove files and rows that are no longer needed, or list them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class GcCommand implements Runnable {
  private static final long POLL_NANOS = 1_000_000_000L;

  @Spec
  private CommandSpec spec;

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new GcCommand())
        .addSubcommand(new Plan(environment))
        .addSubcommand(new Execution(environment));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Shows what would be removed. */
  @Command(
      name = "plan",
      description = "Show what would be removed, and why. Changes nothing.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Plan implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private Options options;

    Plan(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public Integer call() {
      return options.run(environment, true);
    }
  }

  /** Removes it. */
  @Command(
      name = "run",
      description =
          "Remove deleted runs, logged models and experiments, unused seals and leftovers.",
      mixinStandardHelpOptions = true,
      versionProvider = Version.class)
  static final class Execution implements Callable<Integer> {
    private final Map<String, String> environment;

    @Mixin
    private Options options;

    Execution(Map<String, String> environment) {
      this.environment = environment;
    }

    @Override
    public Integer call() {
      return options.run(environment, false);
    }
  }

  /** What the two have in common. */
  static final class Options {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private ServerOption server;

    @Option(
        names = "--older-than",
        paramLabel = "TIME",
        defaultValue = "7d",
        description =
            "Only what was deleted or last changed before this time: days or hours, as in 7d or 12h (default: ${DEFAULT-VALUE}).")
    private String olderThan;

    @Option(names = "--json", description = "Print the response of the server, a JSON object.")
    private boolean json;

    int run(Map<String, String> environment, boolean dryRun) {
      PrintWriter err = command.commandLine().getErr();
      try {
        GarbageCollection ended = await(server.client(environment), dryRun, err);
        print(ended, command.commandLine().getOut());
        return ended.isDone() ? ExitCode.OK : ExitCode.SOFTWARE;
      } catch (HallmarkException e) {
        err.println("hallmark: " + SingleLine.of(e.getMessage()));
        return ExitCode.USAGE;
      }
    }

    /** Prints the progress when it changes. */
    private GarbageCollection await(HallmarkClient client, boolean dryRun, PrintWriter err) {
      GarbageCollection now = client.garbageCollections().start(dryRun, olderThan);
      String last = "";
      while (now.isRunning()) {
        LockSupport.parkNanos(POLL_NANOS);
        now = client.garbageCollections().get(now.id());
        String progress = count(now.objects()) + ", " + now.bytes() + " bytes so far";
        if (now.isRunning() && !progress.equals(last)) {
          err.println(progress);
          err.flush();
          last = progress;
        }
      }
      return now;
    }

    private void print(GarbageCollection ended, PrintWriter out) {
      if (json) {
        out.println(ended.toJson());
      } else {
        ended.listed().forEach(each -> out.println(line(each, ended.dryRun())));
        ended
            .freed()
            .forEach(each -> out.println(
                each.kind() + ": " + count(each.objects()) + ", " + each.bytes() + " bytes"));
        out.println(summary(ended));
      }
      out.flush();
    }

    private static String line(GarbageCollection.Listed each, boolean dryRun) {
      String verb = each.isSkipped() ? "keep" : dryRun ? "remove" : "removed";
      return String.format("%-8s", verb) + each.kind() + " " + SingleLine.of(each.name()) + ": "
          + SingleLine.of(each.reason());
    }

    private static String count(long objects) {
      return objects == 1 ? "1 object" : objects + " objects";
    }

    private String summary(GarbageCollection ended) {
      if (!ended.isDone()) {
        return "failed: " + SingleLine.of(ended.error());
      }
      return (ended.dryRun() ? "would free " : "freed ") + ended.bytes() + " bytes of "
          + count(ended.objects()) + ", deleted or last changed more than " + olderThan + " ago";
    }
  }
}
