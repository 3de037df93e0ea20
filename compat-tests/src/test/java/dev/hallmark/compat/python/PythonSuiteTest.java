package dev.hallmark.compat.python;

import static org.junit.jupiter.api.Assertions.fail;

import dev.hallmark.compat.process.HallmarkProcess;
import dev.hallmark.compat.process.PostgresDatabase;
import dev.hallmark.server.testkit.FreePort;
import dev.hallmark.server.testkit.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real SDKs, unchanged, against the packaged server: one test here for each test that pytest ran. With
 * {@code -Dhallmark.postgresql=true} the two suites run on PostgreSQL.
 */
class PythonSuiteTest {
  @TempDir
  private Path data;

  @TestFactory
  Stream<DynamicTest> sdk_3_17() throws IOException {
    return suite("3.17");
  }

  @TestFactory
  Stream<DynamicTest> sdk_2_22() throws IOException {
    return suite("2.22");
  }

  @TestFactory
  Stream<DynamicTest> workspaces() throws IOException {
    Venv venv = environment("3.17");
    try (HallmarkProcess server = HallmarkProcess.serve(data, List.of("--enable-workspaces"))) {
      return told(PytestRun.of(venv, "3.17", server.uri(), "workspaces"));
    }
  }

  /** The tests that transfer files. */
  @TestFactory
  Stream<DynamicTest> artifactsOnS3() throws IOException {
    Venv venv = environment("3.17");
    String[] tests = {
      "common/test_artifacts.py",
      "common/test_loading.py",
      "common/test_sealed_versions.py",
      "sdk3/test_logged_models.py"
    };
    try (S3Server service = S3Server.create()) {
      service.start();
      List<String> options = List.of(
          "--artifacts",
          "s3://" + service.newBucket() + "/models",
          "--s3-endpoint",
          service.endpoint().toString());
      try (HallmarkProcess server = HallmarkProcess.serve(data, options, S3Server.credentials())) {
        return told(PytestRun.of(venv, "3.17", server.uri(), tests));
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> folderOfMlflowTakenOver_3_17() throws IOException {
    return folderTakenOver("3.17");
  }

  @TestFactory
  Stream<DynamicTest> folderOfMlflowTakenOver_2_22() throws IOException {
    return folderTakenOver("2.22");
  }

  private Stream<DynamicTest> folderTakenOver(String sdk) throws IOException {
    return takenOver(sdk, List.of("--artifacts", data.resolve("mlartifacts").toString()), Map.of());
  }

  @TestFactory
  Stream<DynamicTest> bucketOfMlflowTakenOver() throws IOException {
    try (S3Server service = S3Server.create()) {
      service.start();
      String endpoint = service.endpoint().toString();
      Map<String, String> variables = new HashMap<>(S3Server.credentials());
      variables.put("MLFLOW_S3_ENDPOINT_URL", endpoint);
      String bucket = "s3://" + service.newBucket() + "/mlflow";
      return takenOver(
          "3.17", List.of("--artifacts", bucket, "--s3-endpoint", endpoint), variables);
    }
  }

  /** MLflow's own server writes to the location of the artifacts before the server starts. */
  private Stream<DynamicTest> takenOver(
      String sdk, List<String> options, Map<String, String> environment) throws IOException {
    Venv venv = environment(sdk);
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("HALLMARK_TAKEN_OVER", options.get(1));
    variables.put("HALLMARK_COPY", Files.createDirectories(data.resolve("copy")).toString());
    List<PytestCase> cases = new ArrayList<>(
        PytestRun.of(venv, sdk, "http://127.0.0.1:9", variables, "takeover/test_written.py"));
    try (HallmarkProcess server =
        HallmarkProcess.serve(data.resolve("hallmark"), options, environment)) {
      cases.addAll(PytestRun.of(venv, sdk, server.uri(), variables, "takeover/test_taken_over.py"));
    }
    return told(cases);
  }

  @TestFactory
  Stream<DynamicTest> transfersOnS3_3_17() throws IOException {
    return transfers("3.17");
  }

  @TestFactory
  Stream<DynamicTest> transfersOnS3_2_22() throws IOException {
    return transfers("2.22");
  }

  /** Large files and models, in each mode of transfer. */
  private Stream<DynamicTest> transfers(String sdk) throws IOException {
    Venv venv = environment(sdk);
    List<PytestCase> cases = new ArrayList<>();
    try (S3Server service = S3Server.create()) {
      service.start();
      for (String mode : List.of("proxy", "both", "presigned")) {
        List<String> options = List.of(
            "--artifacts",
            "s3://" + service.newBucket() + "/models",
            "--s3-endpoint",
            service.endpoint().toString(),
            "--artifact-transfer",
            mode);
        Path folder = data.resolve(mode);
        try (HallmarkProcess server =
            HallmarkProcess.serve(folder, options, S3Server.credentials())) {
          Map<String, String> variables = Map.of("HALLMARK_TRANSFER", mode);
          PytestRun.of(venv, sdk, server.uri(), variables, "transfers").stream()
              .map(each -> new PytestCase(mode + ": " + each.name(), each.problem()))
              .forEach(cases::add);
        }
      }
    }
    return told(cases);
  }

  @TestFactory
  Stream<DynamicTest> directRoots_3_17() throws IOException {
    return directRoots("3.17");
  }

  @TestFactory
  Stream<DynamicTest> directRoots_2_22() throws IOException {
    return directRoots("2.22");
  }

  /** The SDK writes the files of runs and logged models itself: to a folder, and to a bucket. */
  private Stream<DynamicTest> directRoots(String sdk) throws IOException {
    Venv venv = environment("s3-" + sdk);
    List<PytestCase> cases = new ArrayList<>();
    try (S3Server service = S3Server.create()) {
      service.start();
      String folder = "file://" + Files.createDirectories(data.resolve("share"));
      String bucket = "s3://" + service.newBucket() + "/clients";
      Map<String, String> variables = new HashMap<>(S3Server.credentials());
      variables.put("MLFLOW_S3_ENDPOINT_URL", service.endpoint().toString());
      for (String root : List.of(folder, bucket)) {
        List<String> options = List.of(
            "--default-artifact-root",
            root,
            "--artifact-source",
            root.equals(folder) ? bucket : folder,
            "--s3-endpoint",
            service.endpoint().toString());
        variables.put("HALLMARK_DIRECT_ROOT", root);
        variables.put("HALLMARK_OTHER_ROOT", root.equals(folder) ? bucket : folder);
        String kind = root.substring(0, root.indexOf(':'));
        try (HallmarkProcess server =
            HallmarkProcess.serve(data.resolve(kind), options, S3Server.credentials())) {
          PytestRun.of(venv, sdk, server.uri(), variables, "direct").stream()
              .map(each -> new PytestCase(kind + ": " + each.name(), each.problem()))
              .forEach(cases::add);
        }
      }
    }
    return told(cases);
  }

  @TestFactory
  Stream<DynamicTest> besideAnotherTrackingServer_3_17() throws IOException {
    return beside("3.17");
  }

  @TestFactory
  Stream<DynamicTest> besideAnotherTrackingServer_2_22() throws IOException {
    return beside("2.22");
  }

  private Stream<DynamicTest> beside(String sdk) throws IOException {
    Venv venv = environment(sdk);
    int port = FreePort.find();
    List<String> options = List.of(
        "--port",
        String.valueOf(port),
        "--public-url",
        "http://127.0.0.1:" + port,
        "--external-tracking");
    try (HallmarkProcess server = HallmarkProcess.serve(data, options)) {
      return told(PytestRun.of(venv, sdk, server.uri(), "beside"));
    }
  }

  @TestFactory
  Stream<DynamicTest> movedWithExportImport_3_17() throws IOException {
    return moved("3.17");
  }

  @TestFactory
  Stream<DynamicTest> movedWithExportImport_2_22() throws IOException {
    return moved("2.22");
  }

  private Stream<DynamicTest> moved(String sdk) throws IOException {
    Venv venv = environment("export-" + sdk);
    try (HallmarkProcess source = HallmarkProcess.start(data.resolve("source"));
        HallmarkProcess target = HallmarkProcess.start(data.resolve("target"))) {
      Map<String, String> variables = Map.of("HALLMARK_SOURCE_URI", source.uri());
      return told(PytestRun.of(venv, sdk, target.uri(), variables, "migration"));
    }
  }

  /** A factory that is given up counts as no test at all; this one is counted as skipped. */
  @Test
  void python_isThere() throws IOException {
    for (String sdk : List.of("3.17", "2.22")) {
      environment(sdk);
    }
  }

  private Stream<DynamicTest> suite(String sdk) throws IOException {
    return Boolean.getBoolean("hallmark.postgresql") ? suiteOnPostgres(sdk) : suiteOnH2(sdk);
  }

  private Stream<DynamicTest> suiteOnH2(String sdk) throws IOException {
    Venv venv = environment(sdk);
    try (HallmarkProcess server = HallmarkProcess.start(data)) {
      return told(PytestRun.of(venv, sdk, server.uri()));
    }
  }

  private Stream<DynamicTest> suiteOnPostgres(String sdk) throws IOException {
    Venv venv = environment(sdk);
    try (PostgresDatabase database = new PostgresDatabase(data);
        HallmarkProcess server =
            HallmarkProcess.serve(data.resolve("hallmark"), database.options())) {
      return told(PytestRun.of(venv, sdk, server.uri()));
    }
  }

  private static Stream<DynamicTest> told(List<PytestCase> cases) {
    return cases.stream().map(PythonSuiteTest::told);
  }

  private static DynamicTest told(PytestCase each) {
    return DynamicTest.dynamicTest(each.name(), () -> {
      if (!each.problem().isEmpty()) {
        fail(each.problem());
      }
    });
  }

  private static Venv environment(String sdk) throws IOException {
    return Venv.orSkip(
        PytestRun.requirements(sdk), "the Python suite of SDK " + sdk + " does not run");
  }
}
