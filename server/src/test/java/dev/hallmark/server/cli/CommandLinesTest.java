package dev.hallmark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.App;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.testkit.FreePort;
import dev.hallmark.server.testkit.TestConfig;
import dev.hallmark.server.testkit.TestServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLinesTest {
  @TempDir
  private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void nothing_printsTheUsage() {
    assertThat(run(Map.of())).isZero();
    assertThat(out.toString()).startsWith("Usage: hallmark").contains("serve");
  }

  @Test
  void serveHelp_namesEverySetting() {
    assertThat(run(Map.of(), "serve", "--help")).isZero();
    for (Setting each : Setting.values()) {
      String value = each.isSwitch() ? "[=true|false]" : "=" + each.placeholder();
      assertThat(out.toString()).contains(each.flag() + value);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "serve, Usage: hallmark serve [OPTIONS]",
    "serve, jdbc:postgresql://host/name",
    "status, http://127.0.0.1:5000",
    "model-version show, http://127.0.0.1:5000"
  })
  void help_keepsOptionsAndAddressesOnOneLine(String command, String text) {
    assertThat(run(Map.of(), (command + " --help").split(" "))).isZero();
    assertThat(out.toString()).contains(text);
  }

  @Test
  void switch_aloneOrWithAValue() {
    assertThat(run(Map.of(), "serve", "--print-config", "--enable-workspaces")).isZero();
    assertThat(out.toString()).contains("\nenable-workspaces=true\n");
    assertThat(run(Map.of(), "serve", "--print-config", "--enable-workspaces=false"))
        .isZero();
    assertThat(out.toString()).contains("\nenable-workspaces=false\n");
  }

  @Test
  void version_isPrinted() {
    assertThat(run(Map.of(), "--version")).isZero();
    assertThat(out.toString()).startsWith("Hallmark ");
  }

  @Test
  void versionAsACommand_printsTheSameAsTheOption() {
    assertThat(run(Map.of(), "--version")).isZero();
    String option = out.toString();
    out.getBuffer().setLength(0);
    assertThat(run(Map.of(), "version")).isZero();
    assertThat(out.toString()).isEqualTo(option).contains("\nJava ");
  }

  @Test
  void help_ofACommandIsItsUsage() {
    assertThat(run(Map.of(), "help", "serve")).isZero();
    assertThat(out.toString()).startsWith("Usage: hallmark serve");
    out.getBuffer().setLength(0);
    assertThat(run(Map.of(), "help")).isZero();
    assertThat(out.toString()).startsWith("Usage: hallmark").contains("status", "completion");
  }

  @Test
  void help_ofACommandBelowAnother_isItsUsage() {
    assertThat(run(Map.of(), "help", "model-version", "show")).isZero();
    assertThat(out.toString()).startsWith("Usage: hallmark model-version show");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "help foo | unknown command 'foo'; see 'hallmark --help'",
        "help serve foo | unknown command 'foo'; see 'hallmark serve --help'",
        "foo | unknown command 'foo'; see 'hallmark --help'",
        "serve --prot 5 | unknown option '--prot'; did you mean --port?; see 'hallmark serve --help'",
        "serve foo | unexpected argument 'foo'; see 'hallmark serve --help'",
        "serve -x | unknown option '-x'; see 'hallmark serve --help'"
      })
  void unknownArgument_isCalledWhatItIs(String line, String message) {
    assertThat(run(Map.of(), line.split(" "))).isEqualTo(2);
    assertThat(err).hasToString("hallmark: " + message + "\n");
  }

  @Test
  void completion_isAScriptThatKnowsCommandsAndOptions() {
    assertThat(run(Map.of(), "completion")).isZero();
    assertThat(out.toString())
        .startsWith("#!/usr/bin/env bash")
        .contains("--allowed-hosts", "warm-up", "complete -F _complete_hallmark");
  }

  @ParameterizedTest
  @CsvSource({
    "sevre, serve",
    "serve --prot 1, --port",
    "serve --prot=1, --port",
    "status --sever x, --server",
    "model-version shwo iris 1, show",
    "help sevre, serve",
    "help model-version shwo, show"
  })
  void mistypedName_isAskedAbout(String line, String meant) {
    assertThat(run(Map.of(), line.split(" "))).isEqualTo(2);
    assertOneLine();
    assertThat(err.toString()).contains("did you mean " + meant + "?");
  }

  @Test
  void warmUp_withoutTheScript_isOneLineAndStatus2() {
    assertThat(run(Map.of(), "warm-up")).isEqualTo(2);
    assertOneLine();
    assertThat(err.toString()).contains("bin/hallmark");
  }

  @Test
  void trainingRun_works_andLeavesNothingOutsideItsFolder() {
    Path into = folder.resolve("training");
    int status = run(Map.of(), "warm-up", "--into", into.toString());
    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(into).isDirectory();
  }

  @Test
  void unknownVariable_isWarnedAbout_andNothingIsRefused() {
    assertThat(run(Map.of("HALLMARK_PROT", "7002"), "serve", "--print-config")).isZero();
    assertThat(err.toString())
        .isEqualTo("hallmark: warning: the variable HALLMARK_PROT is unknown and has no effect;"
            + " did you mean HALLMARK_PORT?\n");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void folderThatCannotBeMade_saysWhy() {
    assertThat(serve(Path.of("/proc/foo"))).isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo(
            "hallmark: cannot use the data folder /proc/foo: nothing can be made in /proc\n");
    err.getBuffer().setLength(0);
    assertThat(run(
            Map.of(), "serve", "--data", folder.toString(), "--access-log", "/proc/foo/access.log"))
        .isEqualTo(2);
    assertThat(err.toString())
        .isEqualTo("hallmark: cannot write the access log /proc/foo/access.log:"
            + " nothing can be made in /proc\n");
  }

  @Test
  void printConfig_tellsEveryValueAndItsOrigin_andStartsNothing() {
    Path data = folder.resolve("d");
    assertThat(run(
            Map.of("HALLMARK_PORT", "7002"), "serve", "--print-config", "--data", data.toString()))
        .isZero();
    assertThat(out.toString())
        .contains("# variable HALLMARK_PORT\nport=7002\n")
        .contains("# flag --data\ndata=" + data + "\n")
        .contains("# default\nartifacts=" + data.resolve("artifacts") + "\n");
    assertThat(data).doesNotExist();
  }

  @Test
  void printConfig_showsABucketAsItWasTyped() {
    assertThat(run(
            Map.of("HALLMARK_S3_REGION", "eu-central-1"),
            "serve",
            "--print-config",
            "--artifacts",
            "s3://models/team-a"))
        .isZero();
    assertThat(out.toString())
        .contains("# flag --artifacts\nartifacts=s3://models/team-a\n")
        .contains("# variable HALLMARK_S3_REGION\ns3-region=eu-central-1\n");
  }

  @Test
  void printConfig_showsNoPassword() {
    assertThat(run(
            Map.of("HALLMARK_DATABASE_PASSWORD", "se cret"),
            "serve",
            "--print-config",
            "--secret-key-file",
            "/k",
            "--database",
            "jdbc:postgresql://db/hallmark?password=s3cret&ssl=true"))
        .isZero();
    assertThat(out.toString())
        .contains(
            "# flag --database\ndatabase=jdbc:postgresql://db/hallmark?password=(not shown)&ssl=true\n")
        .contains("# variable HALLMARK_DATABASE_PASSWORD\n# database-password=(not shown)\n")
        .doesNotContain("cret&", "se cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve --database jdbc:mysql://h/x --secret-key-file /k",
        "serve --database jdbc:postgresql://ann:pw@h/x --secret-key-file /k",
        "serve --database jdbc:postgresql://h/x",
        "serve --prot 1",
        "serve --port",
        "serve --port x",
        "serve --host 0.0.0.0",
        "serve --config /no/such/file",
        "sevre"
      })
  void mistake_isOneLineAndStatus2(String line) {
    assertThat(run(Map.of(), line.split(" "))).isEqualTo(2);
    assertOneLine();
  }

  @Test
  void dataFolderThatIsAFile_isOneLineAndStatus2() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(serve(file)).isEqualTo(2);
    assertOneLine();
    assertThat(err.toString()).contains("cannot use the data folder " + file);
  }

  @Test
  void portInUse_isOneLineAndStatus2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      Path data = folder.resolve("d");
      assertThat(run(Map.of(), "serve", "--data", data.toString(), "--port", port))
          .isEqualTo(2);
      assertOneLine();
      assertThat(data).doesNotExist();
      assertThat(err.toString()).contains("cannot listen on 127.0.0.1 port " + port);
    }
  }

  @Test
  void databaseThatIsNone_isOneLineAndStatus2() throws Exception {
    Files.writeString(folder.resolve("hallmark.mv.db"), "not a database".repeat(1000));
    assertThat(serve(folder)).isEqualTo(2);
    assertOneLine();
    assertThat(err.toString()).contains("the database cannot be opened: ");
  }

  @Test
  void dataFolderOfAnotherServer_isOneLineAndStatus2() {
    try (App other = App.start(TestConfig.in(folder))) {
      assertThat(serve(folder)).isEqualTo(2);
      assertOneLine();
      assertThat(err.toString())
          .contains("another Hallmark server is using the data folder " + folder);
      assertThat(other.port()).isPositive();
    }
  }

  @Test
  void status_asksARunningServer() {
    try (TestServer server = TestServer.start()) {
      String uri = "http://127.0.0.1:" + server.port();
      assertThat(run(Map.of(), "status", "--server", uri)).isZero();
      assertThat(out.toString())
          .isEqualTo(uri + " is up: Hallmark unpackaged, MLflow's API 3.17.2\n");
    }
  }

  @Test
  void status_takesTheServerFromMlflowsVariable() {
    try (TestServer server = TestServer.start()) {
      String uri = "http://127.0.0.1:" + server.port();
      assertThat(run(Map.of("MLFLOW_TRACKING_URI", uri), "status")).isZero();
    }
  }

  @Test
  void status_ofNoServer_isOneLineAndStatus1() throws Exception {
    String nobody = "http://127.0.0.1:" + FreePort.find();
    assertThat(run(Map.of(), "status", "--server", nobody)).isEqualTo(1);
    assertOneLine();
  }

  private int serve(Path data) {
    return run(Map.of(), "serve", "--port", "0", "--data", data.toString());
  }

  private int run(Map<String, String> environment, String... args) {
    return CommandLines.run(
        args, environment, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private void assertOneLine() {
    assertThat(err.toString().lines()).singleElement().asString().startsWith("hallmark: ");
  }
}
