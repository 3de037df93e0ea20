package dev.hallmark.compat.docs;

import dev.hallmark.compat.docs.Step.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation as steps. CONTRIBUTING.md lists the markers, which are comments, and so invisible to readers.
 *
 * @param serverOptions with which the page's server is started
 * @param replaced names that exist for readers only, and what stands for them here
 */
record Page(List<Step> steps, List<String> serverOptions, Map<String, String> replaced) {
  private static final Set<String> RUNNABLE = Set.of("bash", "python", "java");
  private static final Pattern PART =
      Pattern.compile("<!--\\s*(.*?)\\s*-->|^( *)```(\\w*)\\n(.*?\\n)?\\2```", 40);
  private static final Pattern REPLACED = Pattern.compile("here `(.+)` is `(.+)`");
  private static final String OPTIONS = "server options:";

  static Page of(String document) {
    return new Reader(document).read();
  }

  /** Whether a server is to be there when the first block is run, since no block has started one. */
  boolean needsServer() {
    return steps.stream()
        .filter(step -> step.kind() == Kind.RUN || step.kind() == Kind.STARTS_A_SERVER)
        .findFirst()
        .filter(step -> step.kind() == Kind.RUN)
        .isPresent();
  }

  /** Goes through a page once. */
  private static final class Reader {
    private final String document;
    private final List<Step> steps = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> replaced = new LinkedHashMap<>();
    private String marker = "";
    private int markerEnd = -1;

    Reader(String document) {
      this.document = document;
    }

    Page read() {
      Matcher part = PART.matcher(document);
      while (part.find()) {
        if (part.group(1) != null) {
          comment(part.group(1), part.end());
        } else {
          boolean isMarked =
              markerEnd >= 0 && document.substring(markerEnd, part.start()).isBlank();
          String text = part.group(4) == null ? "" : part.group(4);
          block(
              isMarked ? marker : "", part.group(3), text.replaceAll("(?m)^" + part.group(2), ""));
        }
      }
      return new Page(List.copyOf(steps), List.copyOf(options), Map.copyOf(replaced));
    }

    /** One with a line of its own is a step or a setting; all others belong to the block that follows. */
    private void comment(String text, int end) {
      Matcher replacement = REPLACED.matcher(text);
      if (text.startsWith(OPTIONS)) {
        options.addAll(Arrays.asList(text.substring(OPTIONS.length()).strip().split(" +")));
      } else if (replacement.matches()) {
        replaced.put(replacement.group(1), replacement.group(2));
      } else if (Kind.STOPS_THE_SERVER.begins(text)) {
        steps.add(new Step(Kind.STOPS_THE_SERVER, "", "", ""));
      } else if (text.contains("\n")) {
        hidden(text.split("\n", 2));
      } else {
        marker = text;
        markerEnd = end;
      }
    }

    /** Work that a page needs and its readers have done, or do otherwise: a marker, and below it what could be a block. */
    private void hidden(String[] parts) {
      String first = parts[0].strip();
      String language = Kind.RUN.begins(first) ? Kind.RUN.argument(first) : "";
      block(language.isEmpty() ? first : "", language, parts[1].stripIndent().strip() + "\n");
    }

    private void block(String comment, String language, String text) {
      if (comment.isEmpty() && RUNNABLE.contains(language)) {
        steps.add(new Step(Kind.RUN, language, "", text));
        return;
      }
      Kind kind = Arrays.stream(Kind.values())
          .filter(each -> each.begins(comment))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(
              "how is this " + language + " tested? Its marker is '" + comment + "'\n" + text));
      steps.add(new Step(kind, language, kind.argument(comment), text));
    }
  }
}
