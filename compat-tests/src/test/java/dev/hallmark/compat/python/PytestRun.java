package dev.hallmark.compat.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One run of the pytest suites against a server, and what it reported. */
final class PytestRun {
  private static final Path SUITES = Path.of("src/test/python").toAbsolutePath();
  private static final Path REPORTS = Path.of("target/pytest").toAbsolutePath();
  private static final int TESTS_FAILED = 1;

  private PytestRun() {}

  static Path requirements(String sdk) {
    return SUITES.resolve("requirements-" + sdk + ".txt");
  }

  /** @throws IllegalStateException when pytest broke down, or ran no test at all */
  static List<PytestCase> of(Venv venv, String sdk, String serverUri) throws IOException {
    Files.createDirectories(REPORTS);
    Path report = REPORTS.resolve("sdk-" + sdk + ".xml");
    Files.deleteIfExists(report);
    ProcessBuilder pytest = venv.command("pytest", "-q", "--junitxml=" + report);
    pytest.directory(SUITES.toFile()).environment().put("MLFLOW_TRACKING_URI", serverUri);
    Output output = Output.of(pytest);
    Files.writeString(REPORTS.resolve("sdk-" + sdk + ".log"), output.text());
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
