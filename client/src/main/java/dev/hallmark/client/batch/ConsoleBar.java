package dev.hallmark.client.batch;

import java.io.PrintStream;
import java.util.Locale;

/**
 * A progress bar on one line of a terminal.
 *
 * <pre>{@code
 * ModelFetcher fetcher = ModelFetcher.of(client).progress(new ConsoleBar(System.err));
 * // [############----------------]  43 %   1.1 of 2.6 GB   312.0 MB/s
 * }</pre>
 */
public final class ConsoleBar implements ProgressListener {
  private static final int WIDTH = 28;
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  private final PrintStream out;

  public ConsoleBar(PrintStream out) {
    this.out = out;
  }

  @Override
  public void at(Progress now) {
    double share = now.total() == 0 ? 1 : Math.min(1.0, (double) now.bytes() / now.total());
    int full = (int) (WIDTH * share);
    int unit = unit(now.total());
    out.printf(
        Locale.ROOT,
        "\r[%s%s] %3d %%   %s of %s %s   %s%s",
        "#".repeat(full),
        "-".repeat(WIDTH - full),
        (int) (100 * share),
        amount(now.bytes(), unit),
        amount(now.total(), unit),
        UNITS[unit],
        rate(now.bytesPerSecond()),
        now.isDone() ? System.lineSeparator() : "");
    out.flush();
  }

  private static String rate(long bytesPerSecond) {
    int unit = unit(bytesPerSecond);
    return amount(bytesPerSecond, unit) + " " + UNITS[unit] + "/s  ";
  }

  private static int unit(long bytes) {
    int unit = 0;
    for (long rest = bytes; rest >= 1000 && unit < UNITS.length - 1; rest /= 1000) {
      unit++;
    }
    return unit;
  }

  private static String amount(long bytes, int unit) {
    return unit == 0
        ? Long.toString(bytes)
        : String.format(Locale.ROOT, "%.1f", bytes / Math.pow(1000, unit));
  }
}
