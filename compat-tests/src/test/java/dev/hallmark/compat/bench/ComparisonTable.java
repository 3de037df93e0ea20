package dev.hallmark.compat.bench;

import dev.hallmark.compat.bench.Benchmark.Results;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Hallmark beside the fastest of the others, workload by workload, as Markdown. */
final class ComparisonTable {
  private final Results ours;
  private final List<Results> others;

  ComparisonTable(Results ours, List<Results> others) {
    this.ours = ours;
    this.others = others;
  }

  String markdown() {
    StringBuilder table = new StringBuilder(
        "| work | " + ours.server() + " | MLflow | times as fast |\n| --- | --- | --- | --- |\n");
    ours.byWorkload().keySet().forEach(name -> table.append(line(name)));
    table.append(
        "\n| | start to `/health` | idle memory (PSS) | memory after the load |\n| --- | --- | --- | --- |\n");
    table.append(size(ours));
    others.forEach(each -> table.append(size(each)));
    return table.toString();
  }

  private String line(String workload) {
    Results fastest = others.stream()
        .max(Comparator.comparingDouble(each -> each.byWorkload().get(workload).perSecond()))
        .orElseThrow();
    Measurement mine = ours.byWorkload().get(workload);
    Measurement theirs = fastest.byWorkload().get(workload);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s (%s) | %s |%n",
        workload,
        mine,
        theirs,
        fastest.server(),
        theirs.perSecond() == 0
            ? "-"
            : String.format(Locale.ROOT, "%.1f", mine.perSecond() / theirs.perSecond()));
  }

  private static String size(Results results) {
    return String.format(
        Locale.ROOT,
        "| %s | %d ms | %d MB | %d MB |%n",
        results.server(),
        results.startMillis(),
        results.idleBytes() >> 20,
        results.loadedBytes() >> 20);
  }
}
