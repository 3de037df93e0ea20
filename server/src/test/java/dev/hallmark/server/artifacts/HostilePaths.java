package dev.hallmark.server.artifacts;

import java.util.List;
import java.util.stream.Stream;

/** What an attacker sends where a path belongs. */
public final class HostilePaths {
  private static final List<String> DECODED = List.of(
      "..",
      "../etc/passwd",
      "a/../../etc/passwd",
      "a/..",
      "./a",
      "a/.",
      "a/%2e%2e/%2e%2e/b",
      "%2E%2e/b",
      "a/%252e%252e/b",
      "a/%25252e%25252e/b",
      "a%2f..%2fb",
      "%2fetc/passwd",
      "/etc/passwd",
      "//etc/passwd",
      "a//b",
      "a/",
      "a\\..\\b",
      "..\\..\\b",
      "a%5cb",
      "C:/windows/system32",
      "c:secret",
      "file:/etc/passwd",
      "file:///etc/passwd",
      "FILE:etc",
      "dbfs:/mnt",
      "s3:/bucket/key",
      "https://example.org/x",
      "jar:file:/x!/y",
      "a\0b",
      "a%00b",
      "a\nb",
      "a\u007fb",
      "a#b",
      "a%23b",
      "..;/a",
      "a/..;x=y/b",
      ".. /a",
      "a/ ../b",
      "\ud800",
      "a/\udc00b",
      "x".repeat(256),
      "ü".repeat(128),
      "deep/".repeat(800) + "x");

  private HostilePaths() {}

  /** As they are after a URL was decoded once. */
  public static Stream<String> decoded() {
    return DECODED.stream();
  }
}
