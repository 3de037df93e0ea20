package dev.hallmark.server.cli;

import dev.hallmark.client.DamagedFile;
import dev.hallmark.client.Verification;
import java.io.PrintWriter;
import picocli.CommandLine.ExitCode;

/** Prints the result of a verification, and selects the exit status of the command. */
final class VerificationReport {
  private VerificationReport() {}

  /** @param version the URI of the version with its number */
  static int print(Verification found, String version, boolean json, PrintWriter out) {
    if (json) {
      out.println(found.toJson());
    } else {
      found.restored().forEach(path -> out.println("restored    " + SingleLine.of(path)));
      found.damaged().forEach(file -> out.println(line(file)));
      out.println(version + " is " + (found.isIntact() ? "intact" : "damaged") + ": "
          + (found.files() == 1 ? "1 file, " : found.files() + " files, ") + found.bytes()
          + " bytes, " + found.damagedCount()
          + " damaged, digest " + found.digest());
    }
    out.flush();
    return found.isIntact() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static String line(DamagedFile file) {
    return String.format("%-12s", file.kind()) + SingleLine.of(file.path());
  }
}
