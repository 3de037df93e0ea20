package dev.hallmark.compat.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.python.Venv;
import dev.hallmark.server.testkit.FreePort;
import dev.hallmark.server.testkit.S3Server;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Does what one page says, in order, in a folder like a clone, with servers of its own. */
final class PageRun implements AutoCloseable {
  private static final Path REQUIREMENTS = Path.of("src/test/python/requirements-3.17.txt");
  private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1:|--port |port=)(50\\d\\d)");
  private static final String USUAL_PORT = "5000";

  private final Page page;
  private final Path folder;
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Shell shell;
  private EmbeddedPostgres postgres;
  private S3Server s3;
  private String bucket = "";
  private Session python;
  private Session java;
  private String printed = "";

  PageRun(Page page, Path folder) throws IOException {
    this.page = page;
    this.folder = folder;
    CloneFolder.lay(folder);
    int port = port(USUAL_PORT);
    variables.put("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + port);
    variables.put("MLFLOW_DISABLE_TELEMETRY", "true");
    variables.put("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "1");
    variables.put("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false");
    variables.put("HALLMARK_PORT", String.valueOf(port));
    variables.put("MAVEN_OPTS", "-Dmaven.repo.local=" + folder.resolve("repository"));
    shell = new Shell(folder, variables);
  }

  private int port(String inThePage) throws IOException {
    if (!ports.containsKey(inThePage)) {
      ports.put(inThePage, FreePort.find());
    }
    return ports.get(inThePage);
  }

  void follow() throws Exception {
    if (page.needsServer()) {
      shell.serve(
          "exec java -jar server/target/hallmark.jar serve "
              + String.join(" ", page.serverOptions()),
          port(USUAL_PORT));
    }
    for (Step each : page.steps()) {
      follow(each, here(each.text()));
    }
  }

  private void follow(Step step, String text) throws Exception {
    switch (step.kind()) {
      case RUN -> printed = run(step.language(), text);
      case STARTS_A_SERVER -> printed = shell.serve(text, portIn(text));
      case STOPS_THE_SERVER -> shell.stopServers();
      case FILE -> write(here(step.argument()), text);
      case PRINTS -> requirePrinted(step.language(), text);
      case AS_ROLE -> execute(step.argument(), text);
      case NOT_RUN -> {}
    }
  }

  private void requirePrinted(String language, String text) {
    if (language.equals("json")) {
      assertThat(ShownJson.of(text).differenceFrom(printed)).as(printed).isEmpty();
    } else {
      assertThat(printed.replace("\r\n", "\n"))
          .matches(expected(text)); // curl ends headers with both
    }
  }

  private String run(String language, String text) throws Exception {
    return switch (language) {
      case "bash" -> shell.run(text);
      case "python" -> quiet(python().run(text));
      default -> java().run(text);
    };
  }

  /** What a reader is told to type must not bring warnings of MLflow's. */
  private static String quiet(String printed) {
    assertThat(printed).doesNotContain(" WARNING mlflow", "FutureWarning", "DeprecationWarning");
    return printed;
  }

  private Session python() throws IOException {
    if (python == null) {
      ProcessBuilder builder = Venv.orSkip(REQUIREMENTS, "a page of the documentation is not run")
          .command("python")
          .directory(folder.toFile());
      Session.environment(builder, variables);
      python = Session.python(builder);
    }
    return python;
  }

  private Session java() throws IOException {
    if (java == null) {
      ProcessBuilder builder = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
              "-s",
              "--class-path",
              classPath(),
              "-R-Duser.home=" + folder,
              "-")
          .directory(folder.toFile());
      Session.environment(builder, variables);
      java = Session.java(builder);
    }
    return java;
  }

  /** That of this test, without folders that are not there, as those of a module without classes: jshell refuses them. */
  private static String classPath() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(each -> Files.exists(Path.of(each)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The reader's addresses, ports and folders become the test's. */
  private String here(String text) throws IOException {
    String here = text;
    for (Map.Entry<String, String> each : page.replaced().entrySet()) {
      here = here.replace(each.getKey(), each.getValue());
    }
    here = here.replace("{folder}", folder.toString())
        .replaceAll("(?m)^java -jar ", "java -Duser.home=" + folder + " -jar ");
    if (here.contains("{postgresql}")) {
      here = here.replace("{postgresql}", "127.0.0.1:" + postgres().getPort());
    }
    if (here.contains("{s3}") || here.contains("{bucket}")) {
      here = here.replace("{s3}", s3().endpoint().toString()).replace("{bucket}", bucket);
    }
    Matcher found = PORT.matcher(here);
    StringBuilder replaced = new StringBuilder();
    while (found.find()) {
      found.appendReplacement(replaced, found.group(1) + port(found.group(2)));
    }
    return found.appendTail(replaced).toString();
  }

  private int portIn(String command) throws IOException {
    Matcher found = Pattern.compile("--port (\\d+)").matcher(command);
    return found.find() ? Integer.parseInt(found.group(1)) : port(USUAL_PORT);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** The lines among others; three dots stand for what differs each time. */
  private static Pattern expected(String text) {
    String lines = String.join(
        ".*", List.of(text.strip().split("…")).stream().map(Pattern::quote).toList());
    return Pattern.compile(".*" + lines + ".*", Pattern.DOTALL);
  }

  private EmbeddedPostgres postgres() throws IOException {
    if (postgres == null) {
      postgres = EmbeddedPostgres.start();
    }
    return postgres;
  }

  private S3Server s3() {
    if (s3 == null) {
      s3 = S3Server.create();
      s3.start();
      bucket = s3.newBucket();
    }
    return s3;
  }

  /** As this role, in the database of the same name. */
  private void execute(String role, String statements) throws Exception {
    try (Connection connection = postgres().getDatabase(role, role).getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements.split(";", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  @Override
  public void close() throws Exception {
    for (Session each : new Session[] {python, java}) {
      if (each != null) {
        each.close();
      }
    }
    shell.close();
    if (postgres != null) {
      postgres.close();
    }
    if (s3 != null) {
      s3.close();
    }
  }
}
