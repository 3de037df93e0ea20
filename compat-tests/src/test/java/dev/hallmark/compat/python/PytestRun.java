package dev.hallmark.compat.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One run of the pytest suites against a server, and what it reported. */
final class PytestRun {
  private static final Path SUITES = Path.of("src/test/python").toAbsolutePath();
  private static final Path REPORTS = Path.of("target/pytest").toAbsolutePath();
  private static final int TESTS_FAILED = 1;

  private PytestRun() {}

  static Path requirements(String sdk) {
    return SUITES.resolve("requirements-" + sdk + ".txt");
  }

  /**
   * @param folders of the suites to run, or files; without any, those for a server without special settings
   * @throws IllegalStateException when pytest broke down, or ran no test at all
   */
  static List<PytestCase> of(Venv venv, String sdk, String serverUri, String... folders)
      throws IOException {
    return of(venv, sdk, serverUri, Map.of(), folders);
  }

  /** @param variables for the suites' process, beside the address of the server */
  static List<PytestCase> of(
      Venv venv, String sdk, String serverUri, Map<String, String> variables, String... folders)
      throws IOException {
    Files.createDirectories(REPORTS);
    String what = String.join("-", folders).replace('/', '-');
    String name = what + (what.isEmpty() ? "" : "-") + "sdk-" + sdk;
    Path report = REPORTS.resolve(name + ".xml");
    Files.deleteIfExists(report);
    List<String> arguments = new ArrayList<>(List.of("-q", "--junitxml=" + report));
    arguments.addAll(List.of(folders));
    ProcessBuilder pytest = venv.command("pytest", arguments.toArray(String[]::new));
    pytest.directory(SUITES.toFile()).environment().put("MLFLOW_TRACKING_URI", serverUri);
    pytest.environment().putAll(variables);
    Output output = Output.of(pytest);
    Files.writeString(REPORTS.resolve(name + ".log"), output.text());
    List<PytestCase> cases = Files.exists(report) ? PytestCase.read(report) : List.of();
    boolean allPassed = cases.stream().allMatch(each -> each.problem().isEmpty());
    if (output.exit() > TESTS_FAILED
        || cases.isEmpty()
        || (output.exit() == TESTS_FAILED && allPassed)) {
      throw new IllegalStateException("pytest ended with " + output.exit() + ":\n" + output.text());
    }
    return cases;
  }
}
