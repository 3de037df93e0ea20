package dev.hallmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.events.Operation;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.testkit.TestConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages {@code docs/reference/mlflow-*.md} and {@code api-v1.md} list the calls that the server has, no more and no less. */
class ReferencePagesTest {
  private static final Path PAGES = Path.of("..", "docs", "reference");

  /** The first cell of a row: methods, then the paths that have them all. */
  private static final Pattern CELL = Pattern.compile("\\| ((?:[A-Z]+,? )+`.*?) \\| .*");

  private static final Pattern WORD = Pattern.compile("([A-Z]+)|`([^`]+)`");
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}|<[^>]*>");

  @TempDir
  Path folder;

  @Test
  void everyCall_isListedAndEveryListedCallIsThere() throws Exception {
    assertThat(listed()).isEqualTo(mounted());
  }

  @Test
  void everyOperationOfTheAudit_isListed() throws Exception {
    String page = Files.readString(PAGES.resolve("audit.md"));
    assertThat(Operation.values())
        .allSatisfy(each -> assertThat(page).contains("`" + each.text() + "`"));
  }

  private Set<String> mounted() {
    try (App app = App.start(Database.memory(), TestConfig.in(folder))) {
      Set<String> calls = new TreeSet<>();
      app.routes().stream()
          .filter(call -> !call.startsWith("HEAD ")) // it is wherever GET is
          .forEach(call -> calls.add(PARAMETER.matcher(call).replaceAll("{}")));
      return calls;
    }
  }

  private static Set<String> listed() throws IOException {
    Set<String> calls = new TreeSet<>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages
          .filter(each -> each.getFileName().toString().matches("(mlflow-.*|api-v1)\\.md"))
          .toList()) {
        for (String line : Files.readAllLines(page)) {
          Matcher row = CELL.matcher(line);
          if (row.matches()) {
            calls.addAll(calls(row.group(1)));
          }
        }
      }
    }
    return calls;
  }

  private static List<String> calls(String cell) {
    List<String> calls = new ArrayList<>();
    List<String> methods = new ArrayList<>();
    for (Matcher word = WORD.matcher(cell); word.find(); ) {
      if (word.group(1) != null) {
        methods.add(word.group(1));
      } else {
        places(word.group(2))
            .forEach(path -> methods.forEach(each -> calls.add(each + " " + path)));
      }
    }
    return calls;
  }

  /** Where a path as it is written in a page stands. */
  private static List<String> places(String written) {
    String path = PARAMETER.matcher(written).replaceAll("{}");
    if (!path.startsWith("/")) {
      return List.of("/api/2.0/mlflow/" + path, "/ajax-api/2.0/mlflow/" + path);
    }
    return path.startsWith("/api/") && !path.startsWith("/api/v1/")
        ? List.of(path, "/ajax-" + path.substring(1))
        : List.of(path);
  }
}
