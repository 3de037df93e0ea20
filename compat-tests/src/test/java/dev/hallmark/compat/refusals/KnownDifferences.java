package dev.hallmark.compat.refusals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rows of the reference page that lists where refusals differ on purpose. In them {@code …} stands for any text. */
final class KnownDifferences {
  private static final Path PAGE = Path.of("../docs/reference/mlflow-refusals.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `` (.+?) `` \\| `` (.+?) `` \\| `` (.+?) `` \\|");

  /** @param uses how often a difference was found that this row describes */
  record Row(String text, List<Pattern> cells, int[] uses) {
    boolean fits(List<String> difference) {
      for (int i = 0; i < cells.size(); i++) {
        if (!cells.get(i).matcher(difference.get(i)).matches()) {
          return false;
        }
      }
      uses[0]++;
      return true;
    }
  }

  private final List<Row> rows = new ArrayList<>();

  KnownDifferences() throws IOException {
    for (String line : Files.readAllLines(PAGE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        List<Pattern> cells =
            List.of(pattern(row.group(1)), pattern(row.group(2)), pattern(row.group(3)));
        rows.add(new Row(line, cells, new int[1]));
      }
    }
  }

  private static Pattern pattern(String cell) {
    String regex = Arrays.stream(cell.strip().split("…", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  /** @param difference the request, MLflow's response and Hallmark's */
  boolean has(List<String> difference) {
    return rows.stream().anyMatch(row -> row.fits(difference));
  }

  /** Rows that describe nothing that was found. */
  List<String> unused() {
    return rows.stream().filter(row -> row.uses[0] == 0).map(Row::text).toList();
  }
}
