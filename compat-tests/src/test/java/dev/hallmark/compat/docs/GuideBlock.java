package dev.hallmark.compat.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a guide, with the comment before it.
 *
 * @param task what the comment says is to be done with it
 * @param text without the indentation of the list that it stands in
 */
record GuideBlock(String task, String text) {
  private static final Pattern BLOCK =
      Pattern.compile("( *)<!-- ([^>]*) -->\\s*```\\w+\\n(.*?)\\n *```", Pattern.DOTALL);

  /** Those of a document, in order. */
  static List<GuideBlock> of(String document) {
    List<GuideBlock> blocks = new ArrayList<>();
    Matcher found = BLOCK.matcher(document);
    while (found.find()) {
      blocks.add(new GuideBlock(
          found.group(2), found.group(3).replaceAll("(?m)^" + found.group(1), "") + "\n"));
    }
    return blocks;
  }
}
