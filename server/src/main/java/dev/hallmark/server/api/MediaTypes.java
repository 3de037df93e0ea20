package dev.hallmark.server.api;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a file is called on the wire, by its name. What a browser would run is plain text here. */
final class MediaTypes {
  private static final Set<String> TEXTS = Set.of(
      "txt",
      "log",
      "err",
      "out",
      "md",
      "rst",
      "csv",
      "tsv",
      "json",
      "jsonl",
      "yaml",
      "yml",
      "toml",
      "xml",
      "html",
      "htm",
      "xhtml",
      "svg",
      "js",
      "mjs",
      "css",
      "py",
      "r",
      "java",
      "sh",
      "sql",
      "ini",
      "cfg",
      "conf",
      "properties",
      "mlmodel",
      "mlproject");
  private static final Map<String, String> IMAGES = Map.of(
      "png",
      "image/png",
      "jpg",
      "image/jpeg",
      "jpeg",
      "image/jpeg",
      "gif",
      "image/gif",
      "webp",
      "image/webp");

  private MediaTypes() {}

  static String of(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (TEXTS.contains(ending)) {
      return "text/plain;charset=utf-8";
    }
    return IMAGES.getOrDefault(ending, "application/octet-stream");
  }
}
