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
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every fenced block of every page is run, in order, on a server of the page's own, and what a page shows as output must be it. */
class DocumentsTest {
  private static final Path ROOT = CloneFolder.ROOT;
  /** A part of a page's name: only those pages are run. */
  private static final String SELECTED = System.getProperty("hallmark.pages", "");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

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
        .filter(document -> name(document).contains(SELECTED))
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
      assertThat(LINK.matcher(withoutBlocks(document)).results())
          .filteredOn(link -> !link.group(1).contains("://"))
          .filteredOn(link -> !isThere(document, link.group(1), link.group(2)))
          .extracting(MatchResult::group)
          .as(name(document))
          .isEmpty();
    }
  }

  private static boolean isThere(Path from, String file, String anchor) {
    Path target = file.isEmpty() ? from : from.resolveSibling(file);
    return Files.exists(target) && (anchor == null || anchors(target).contains(anchor));
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path document) {
    return HEADING
        .matcher(withoutBlocks(document))
        .results()
        .map(heading -> heading
            .group(1)
            .replaceAll("\\]\\([^)]*\\)", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N} _-]", "")
            .replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String withoutBlocks(Path document) {
    try {
      return Files.readString(document).replaceAll("(?s)```.*?```", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
