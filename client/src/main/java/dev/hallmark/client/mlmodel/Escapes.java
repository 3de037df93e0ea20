package dev.hallmark.client.mlmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Double-quoted YAML strings. PyYAML uses them for all text that is not plain ASCII. */
final class Escapes {
  private static final Map<Character, String> SHORT = Map.ofEntries(
      Map.entry('0', "\0"),
      Map.entry('a', "\u0007"),
      Map.entry('b', "\b"),
      Map.entry('t', "\t"),
      Map.entry('n', "\n"),
      Map.entry('v', "\u000b"),
      Map.entry('f', "\f"),
      Map.entry('r', "\r"),
      Map.entry('e', "\u001b"),
      Map.entry(' ', " "),
      Map.entry('"', "\""),
      Map.entry('/', "/"),
      Map.entry('\\', "\\"),
      Map.entry('N', "\u0085"),
      Map.entry('_', "\u00a0"),
      Map.entry('L', "\u2028"),
      Map.entry('P', "\u2029"));
  private static final Map<Character, Integer> DIGITS = Map.of('x', 2, 'u', 4, 'U', 8);

  private Escapes() {}

  /** @param parts the lines, including the quotes; a backslash at the end of a line joins the next line without a space */
  static String resolve(List<String> parts) {
    String text = Scalars.folded(joined(parts));
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      char kind = text.charAt(++i);
      if (DIGITS.containsKey(kind)) {
        int count = DIGITS.get(kind);
        plain.appendCodePoint(code(text, i + 1, i + 1 + count));
        i += count;
      } else if (SHORT.containsKey(kind)) {
        plain.append(SHORT.get(kind));
      } else {
        throw new IllegalArgumentException("has the unknown escape '\\" + kind + "'");
      }
    }
    return plain.toString();
  }

  private static int code(String text, int from, int to) {
    String digits = to < text.length() ? text.substring(from, to) : "";
    if (!digits.matches("[0-9a-fA-F]+")) {
      throw new IllegalArgumentException("has an escape that is no character");
    }
    long code = Long.parseLong(digits, 16);
    if (code > Character.MAX_CODE_POINT) {
      throw new IllegalArgumentException("has an escape that is no character");
    }
    return (int) code;
  }

  private static List<String> joined(List<String> parts) {
    List<String> lines = new ArrayList<>();
    boolean joins = false;
    for (String part : parts) {
      if (joins) {
        int last = lines.size() - 1;
        String before = lines.get(last);
        lines.set(last, before.substring(0, before.length() - 1) + part);
      } else {
        lines.add(part);
      }
      String now = lines.get(lines.size() - 1);
      int slashes = now.length() - now.replaceAll("\\\\+$", "").length();
      joins = slashes % 2 == 1;
    }
    return lines;
  }
}
