package dev.hallmark.server.artifacts;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What an attacker sends where a path belongs. */
public final class HostilePaths {
  private static final List<String> ANYWHERE = List.of(
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
      "/etc/passwd",
      "//etc/passwd",
      "a//b",
      "a\\..\\b",
      "..\\..\\b",
      "a%5cb",
      "a\0b",
      "a%00b",
      "a\nb",
      "a\u007fb",
      "a#b",
      "..;/a",
      "a/..;x=y/b",
      ".. /a",
      "a/ ../b",
      "\ud800",
      "a/\udc00b",
      "x".repeat(256),
      "ü".repeat(128),
      "deep/".repeat(800) + "x");

  /** Names like others below a folder. */
  private static final List<String> AT_THE_START = List.of(
      "%2fetc/passwd",
      "C:/windows/system32",
      "c:secret",
      "file:/etc/passwd",
      "file:///etc/passwd",
      "FILE:etc",
      "dbfs:/mnt",
      "s3:/bucket/key",
      "https://example.org/x",
      "jar:file:/x!/y");

  private HostilePaths() {}

  /** As they are after a URL was decoded once. */
  public static Stream<String> decoded() {
    return Stream.concat(ANYWHERE.stream(), AT_THE_START.stream());
  }

  /** Those that can be sent, and that are as hostile below a folder. */
  public static Stream<String> anywhere() {
    return ANYWHERE.stream().filter(StandardCharsets.UTF_8.newEncoder()::canEncode);
  }

  /** Those that can be sent. */
  public static Stream<String> sendable() {
    return decoded().filter(StandardCharsets.UTF_8.newEncoder()::canEncode);
  }
}
