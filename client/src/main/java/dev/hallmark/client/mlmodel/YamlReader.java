package dev.hallmark.client.mlmodel;

import dev.hallmark.client.HallmarkException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the subset of YAML that PyYAML writes for MLflow ({@code safe_dump} in block style): maps, lists, plain and quoted scalars of one
 * or more lines, {@code {}} and {@code []}, anchors and aliases. Everything else is rejected with its line. Nulls are left out of maps and
 * lists.
 */
final class YamlReader {
  /** A key, plain or quoted, and its value. */
  private static final Pattern ENTRY = Pattern.compile("('(?:[^']|'')*'|\"(?:[^\"\\\\]|\\\\.)*\""
      + "|(?:[^\\s'\"\\[\\]{}&*!|>%@`?#-]|[-?](?=[^\\s#]))(?:[^#]|(?<=\\S)#)*?):(?: +(.*))?");

  private static final Pattern ANCHOR = Pattern.compile("([&*])(\\w+)(?: +(.*))?");
  private static final int DEEPEST = 100;

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Object> anchors = new LinkedHashMap<>();
  private int next;
  private int depth;

  /** @param indent the number of spaces before the text; for an item of a list, its dash counts too */
  private record Line(int number, int indent, String text) {
    boolean isItem() {
      return text.equals("-") || text.startsWith("- ");
    }
  }

  YamlReader(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String stripped = line.stripLeading();
      lines.add(new Line(number, line.length() - stripped.length(), stripped.stripTrailing()));
    }
  }

  /** Reads the document. An empty document is an empty map. */
  Object read() {
    skipEmpty();
    Object value = next < lines.size() ? block(lines.get(next).indent()) : Map.of();
    skipEmpty();
    if (next < lines.size()) {
      throw refused(lines.get(next), "does not belong to what is above it");
    }
    return value;
  }

  private void skipEmpty() {
    while (next < lines.size()
        && (lines.get(next).text().isEmpty() || lines.get(next).text().startsWith("#"))) {
      next++;
    }
  }

  /** Reads the map or list whose lines have this indentation. */
  private Object block(int indent) {
    if (++depth > DEEPEST) {
      throw refused(lines.get(next), "is nested too deeply");
    }
    Object value = lines.get(next).isItem() ? list(indent) : map(indent);
    depth--;
    return value;
  }

  private List<Object> list(int indent) {
    List<Object> items = new ArrayList<>();
    skipEmpty();
    while (isAt(indent) && lines.get(next).isItem()) {
      Line line = lines.get(next);
      String rest = line.text().substring(1).stripLeading();
      int inner = line.indent() + line.text().length() - rest.length();
      Object item = Scalars.NULL;
      if (rest.startsWith("- ") || ENTRY.matcher(rest).matches()) {
        lines.set(next, new Line(line.number(), inner, rest));
        item = block(inner);
      } else {
        next++;
        item = value(line, rest, indent);
      }
      add(item, items);
      skipEmpty();
    }
    return List.copyOf(items);
  }

  private static void add(Object item, List<Object> items) {
    if (item != Scalars.NULL) {
      items.add(item);
    }
  }

  private Map<String, Object> map(int indent) {
    Map<String, Object> pairs = new LinkedHashMap<>();
    skipEmpty();
    while (isAt(indent) && !lines.get(next).isItem()) {
      Line line = lines.get(next++);
      Matcher entry = ENTRY.matcher(line.text());
      if (!entry.matches()) {
        throw refused(line, "is no 'name: value'");
      }
      String key = String.valueOf(Scalars.quotedOrText(entry.group(1)));
      Object value = value(line, entry.group(2) == null ? "" : entry.group(2), indent);
      if (value != Scalars.NULL) {
        pairs.put(key, value);
      }
      skipEmpty();
    }
    return Collections.unmodifiableMap(pairs);
  }

  private boolean isAt(int indent) {
    return next < lines.size() && lines.get(next).indent() == indent;
  }

  /** Reads the value after a key or a dash: on the same line, or a block below. */
  private Object value(Line line, String rest, int indent) {
    Matcher anchor = ANCHOR.matcher(rest);
    if (anchor.matches()) {
      String name = anchor.group(2);
      if (anchor.group(1).equals("*")) {
        if (!anchors.containsKey(name)) {
          throw refused(line, "names the part '" + name + "', which is not above it");
        }
        return anchors.get(name);
      }
      Object value = value(line, anchor.group(3) == null ? "" : anchor.group(3), indent);
      anchors.put(name, value);
      return value;
    }
    if (!rest.isEmpty()) {
      return scalar(line, rest, indent);
    }
    skipEmpty();
    boolean isBelow = next < lines.size()
        && (lines.get(next).indent() > indent
            || lines.get(next).indent() == indent && lines.get(next).isItem() && !line.isItem());
    return isBelow ? block(lines.get(next).indent()) : Scalars.NULL;
  }

  /** Reads a scalar with its continuation lines: while a quote is open, or while lines are indented further. */
  private Object scalar(Line line, String start, int indent) {
    List<String> parts = new ArrayList<>(List.of(start));
    char quote = start.charAt(0);
    boolean isQuoted = quote == '\'' || quote == '"';
    boolean isOpen = isQuoted ? !Scalars.closes(start, 1, quote) : continues(indent);
    while (isOpen && next < lines.size()) {
      String more = lines.get(next++).text();
      parts.add(more);
      isOpen = isQuoted ? !Scalars.closes(more, 0, quote) : continues(indent);
    }
    try {
      return Scalars.of(parts);
    } catch (IllegalArgumentException e) {
      throw refused(line, e.getMessage());
    }
  }

  /** Whether a plain scalar continues. Empty lines belong to it only if more text follows. */
  private boolean continues(int indent) {
    int ahead = next;
    while (ahead < lines.size() && lines.get(ahead).text().isEmpty()) {
      ahead++;
    }
    return ahead < lines.size() && lines.get(ahead).indent() > indent;
  }

  private static HallmarkException refused(Line line, String why) {
    return new HallmarkException(
        HallmarkException.UNUSABLE,
        "MLmodel, line " + line.number() + " (" + line.text() + ") " + why);
  }
}
