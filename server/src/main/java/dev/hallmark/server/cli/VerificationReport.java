package dev.hallmark.server.cli;

import dev.hallmark.client.DamagedFile;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.Verification;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;

/** Prints the result of a verification, and selects the exit status of the command. */
final class VerificationReport {
  /** The same as for a wrong command line: the files were not compared. */
  private static final int NOT_VERIFIED = ExitCode.USAGE;

  private VerificationReport() {}

  /** @param version the URI of the version with its number */
  static int print(Verification found, String version, boolean json, PrintWriter out) {
    if (json) {
      out.println(found.toJson());
    } else {
      found.restored().forEach(path -> out.println("restored  " + SingleLine.of(path)));
      found.damaged().forEach(file -> out.println(line(file)));
      out.println(version + " is " + (found.isIntact() ? "intact" : "damaged") + ": "
          + found.files() + " files, " + found.bytes() + " bytes, " + found.damagedCount()
          + " damaged, digest " + found.digest());
    }
    out.flush();
    return found.isIntact() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String line(DamagedFile file) {
    return String.format("%-10s", file.kind()) + SingleLine.of(file.path());
  }

  /** Runs the command; a failure of the call is status 2, because 1 means damaged. */
  static int run(PrintWriter err, Callable<Integer> command) throws Exception {
    try {
      return command.call();
    } catch (HallmarkException e) {
      err.println("hallmark: " + SingleLine.of(e.getMessage()));
      return NOT_VERIFIED;
    }
  }
}
