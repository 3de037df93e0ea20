package dev.hallmark.compat.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.compat.docs.Step.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fenced block of every page is run, in order, on a server of the page's own, and what a page shows as output must be it. */
class DocumentsTest {
  private static final Path ROOT = CloneFolder.ROOT;
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)[^)\\s]*\\)");

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> below = Files.walk(ROOT.resolve("docs"))) {
      Stream.concat(top, below)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .forEach(documents::add);
    }
    return documents;
  }

  private static String name(Path document) {
    return ROOT.relativize(document).toString();
  }

  private static Page page(Path document) {
    try {
      return Page.of(Files.readString(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new AssertionError(name(document) + ": " + e.getMessage(), e);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPage_doesWhatItSays() throws IOException {
    return documents().stream()
        .filter(document ->
            page(document).steps().stream().anyMatch(step -> step.kind() != Kind.NOT_RUN))
        .map(document -> DynamicTest.dynamicTest(name(document), () -> follow(page(document))));
  }

  private static void follow(Page page) throws Exception {
    Path folder = Files.createTempDirectory("page").toRealPath();
    try (PageRun run = new PageRun(page, folder)) {
      run.follow();
    } finally {
      delete(folder);
    }
  }

  /** Links in it are removed, and what they lead to is not. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void blocksThatAreNotRun_areThese() throws IOException {
    List<String> exceptions = new ArrayList<>();
    for (Path document : documents()) {
      page(document).steps().stream()
          .filter(step -> step.kind() == Kind.NOT_RUN)
          .forEach(step -> exceptions.add(name(document) + ": " + step.argument()));
    }
    assertThat(String.join("\n", exceptions) + "\n")
        .isEqualTo(Files.readString(Path.of("src/test/resources/blocks-not-run.txt")));
  }

  @Test
  void links_leadSomewhere() throws IOException {
    for (Path document : documents()) {
      String text = Files.readString(document).replaceAll("(?s)```.*?```", "");
      assertThat(LINK.matcher(text).results().map(link -> link.group(1)))
          .filteredOn(link -> !link.contains("://"))
          .as(name(document))
          .allMatch(link -> Files.exists(document.resolveSibling(link)));
    }
  }
}
