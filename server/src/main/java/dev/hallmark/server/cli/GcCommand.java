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
        .addSubcommand(subcommand(
            "plan",
            "Show what would be removed, and why. Changes nothing.",
            new Collection(environment, true)))
        .addSubcommand(subcommand(
            "run",
            "Remove deleted runs, logged models and experiments, unused seals and leftovers.",
            new Collection(environment, false)));
  }

  private static CommandLine subcommand(String name, String description, Collection command) {
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().name(name).usageMessage().description(description);
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Starts a garbage collection and waits for its end. */
  @Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
  private static final class Collection implements Callable<Integer> {
    private final Map<String, String> environment;
    private final boolean dryRun;

    @Spec
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

    Collection(Map<String, String> environment, boolean dryRun) {
      this.environment = environment;
      this.dryRun = dryRun;
    }

    @Override
    public Integer call() {
      PrintWriter err = command.commandLine().getErr();
      try {
        GarbageCollection ended = await(server.client(environment), err);
        print(ended, command.commandLine().getOut());
        return ended.isDone() ? ExitCode.OK : ExitCode.SOFTWARE;
      } catch (HallmarkException e) {
        err.println("hallmark: " + SingleLine.of(e.getMessage()));
        return ExitCode.USAGE;
      }
    }

    /** Prints the progress when it changes. */
    private GarbageCollection await(HallmarkClient client, PrintWriter err) {
      GarbageCollection now = client.garbageCollections().start(dryRun, olderThan);
      String last = "";
      while (now.isRunning()) {
        LockSupport.parkNanos(POLL_NANOS);
        now = client.garbageCollections().get(now.id());
        String progress = count(now.objects()) + ", " + now.bytes() + " bytes so far"
            + (now.error().isEmpty() ? "" : "; tries again: " + SingleLine.of(now.error()));
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
        ended.listed().forEach(each -> out.println(line(each)));
        ended
            .freed()
            .forEach(each -> out.println(
                each.kind() + ": " + count(each.objects()) + ", " + each.bytes() + " bytes"));
        out.println(summary(ended));
      }
      out.flush();
    }

    private String line(GarbageCollection.Listed each) {
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
      return (dryRun ? "would free " : "freed ") + ended.bytes() + " bytes of "
          + count(ended.objects()) + ", deleted or last changed more than " + olderThan + " ago";
    }
  }
}
