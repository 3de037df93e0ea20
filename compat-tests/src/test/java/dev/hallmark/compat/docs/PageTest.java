package dev.hallmark.compat.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.compat.docs.Step.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is wrong in a page is found. */
class PageTest {
  @TempDir
  private Path folder;

  @Test
  void blocksAndComments_areSteps() {
    Page page = Page.of("""
        <!-- here `models.example.com` is `127.0.0.1` -->
        <!-- server options: --enable-workspaces -->
        1. First:

           ```bash
           echo a
             echo b
           ```

           <!-- prints -->
           ```text
           a
           ```
        <!-- run python
          x = 1
        -->
        <!-- stops the server -->
        <!-- not run: needs Spark -->
        ```java
        int i;
        ```
        """);
    assertThat(page.replaced()).isEqualTo(Map.of("models.example.com", "127.0.0.1"));
    assertThat(page.serverOptions()).containsExactly("--enable-workspaces");
    assertThat(page.steps())
        .containsExactly(
            new Step(Kind.RUN, "bash", "", "echo a\n  echo b\n"),
            new Step(Kind.PRINTS, "text", "", "a\n"),
            new Step(Kind.RUN, "python", "", "x = 1\n"),
            new Step(Kind.STOPS_THE_SERVER, "", "", ""),
            new Step(Kind.NOT_RUN, "java", "needs Spark", "int i;\n"));
  }

  @Test
  void blockThatCannotBeRun_mustSayWhy() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Page.of("```yaml\na: 1\n```\n"))
        .withMessageContaining("yaml");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Page.of("<!-- not rum: typo -->\n```bash\nls\n```\n"))
        .withMessageContaining("not rum");
  }

  @Test
  void commandThatFails_isFound() throws Exception {
    try (Shell shell = new Shell(folder, Map.of())) {
      assertThat(shell.run("export A=1")).isEmpty();
      assertThat(shell.run("echo $A")).isEqualTo("1\n");
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> shell.run("false\necho on"))
          .withMessageContaining("status 1");
    }
  }

  @Test
  void javaThatFails_isFound() throws IOException {
    String jshell = Path.of(System.getProperty("java.home"), "bin", "jshell").toString();
    try (Session java = Session.java(new ProcessBuilder(jshell, "-s", "-"))) {
      assertThat(java.run("int x = List.of(1) // one\n    .get(0);\n")).isBlank();
      assertThat(java.run("System.out.println(x);\n")).contains("1\n");
      assertFails(java, "String s = 1;\n");
      assertFails(java, "throw new IllegalStateException(\"no\");\n");
    }
  }

  @Test
  void pythonThatFails_isFound() throws IOException {
    try (Session python = Session.python(new ProcessBuilder(new ArrayList<>(List.of("python3"))))) {
      assertThat(python.run("x = 1\n")).isBlank();
      assertThat(python.run("print(x)\n")).startsWith("1\n");
      assertFails(python, "raise ValueError()\n");
      assertFails(python, "if\n");
    }
  }

  private static void assertFails(Session session, String block) {
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> session.run(block));
  }
}
