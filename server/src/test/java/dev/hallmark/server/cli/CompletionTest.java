package dev.hallmark.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of {@code hallmark completion}, asked by bash as at a press of the Tab key. */
@EnabledOnOs(OS.LINUX)
class CompletionTest {
  @TempDir
  private Path folder;

  @BeforeEach
  void writeScript() throws IOException {
    StringWriter out = new StringWriter();
    CommandLines.run(
        new String[] {"completion"},
        Map.of(),
        new PrintWriter(out, true),
        new PrintWriter(new StringWriter()));
    Files.writeString(folder.resolve("script"), out.toString());
    Files.createFile(folder.resolve("cfg.properties"));
    Files.createDirectory(folder.resolve("cfg.d"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--config", "--data", "--artifacts", "--access-log", "--secret-key-file"})
  void path_isCompletedFromTheFiles(String option) throws Exception {
    assertThat(complete("serve", option, "cf")).containsExactly("cfg.d", "cfg.properties");
  }

  @ParameterizedTest
  @CsvSource({"--artifact-mode, group private", "--auth, none", "--enable-workspaces, false true"})
  void choice_isOneOfItsWords(String option, String words) throws Exception {
    assertThat(complete("serve", option, "")).containsExactly(words.split(" "));
  }

  @Test
  void otherValue_isCompletedWithNothing() throws Exception {
    assertThat(complete("serve", "--host", "cf")).isEmpty();
  }

  @Test
  void help_offersTheCommands() throws Exception {
    assertThat(complete("help", ""))
        .contains("serve", "status", "model-version", "completion")
        .doesNotContain("generate-completion");
    assertThat(complete("help", "comp")).containsExactly("completion");
    assertThat(complete("comp")).containsExactly("completion");
  }

  /** @param words after the command's name; the last is the one that is completed */
  private List<String> complete(String... words) throws Exception {
    String asked = "'" + String.join("' '", words) + "'";
    Process bash = new ProcessBuilder(
            "bash",
            "-c",
            "source ./script; compopt() { :; }; COMP_WORDS=(hallmark " + asked + "); COMP_CWORD="
                + words.length + "; _complete_hallmark; printf '%s\\n' \"${COMPREPLY[@]}\"")
        .directory(folder.toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String found = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).isZero();
    return List.copyOf(
        new TreeSet<>(found.lines().filter(each -> !each.isBlank()).toList()));
  }
}
