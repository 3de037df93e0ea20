package dev.hallmark.server.artifacts;

import dev.hallmark.server.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of files of a seal. Its canonical form has one line {@code sha256  size  path} for each file, sorted by bytes, each with a
 * newline. The SHA-256 of the canonical form is the digest of the seal.
 */
public record Manifest(List<Line> lines) {
  private static final Pattern JSON_LINE =
      Pattern.compile("\\{\"sha256\": \"([0-9a-f]{64})\", \"size\": (\\d+), \"path\": \"(.*)\"},?");

  /** The order of the bytes. Digests, which all have the same length, mostly decide. */
  private static final Comparator<Line> CANONICAL = Comparator.comparing(Line::sha256)
      .thenComparing(line -> bytes(line.canonical()), Arrays::compareUnsigned);

  /** @param path relative to the folder {@code files} of the seal */
  public record Line(String sha256, long size, String path) {
    private String canonical() {
      return sha256 + "  " + size + "  " + path + "\n";
    }

    /** Paths contain neither backslashes nor control characters, so only quotes have to be escaped. */
    private String json() {
      return "{\"sha256\": \"" + sha256 + "\", \"size\": " + size + ", \"path\": \""
          + path.replace("\"", "\\\"") + "\"}";
    }
  }

  public Manifest {
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(CANONICAL);
    lines = List.copyOf(sorted);
  }

  /** The seal with these files. */
  public Seal seal() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.canonical()));
    return new Seal(
        Sha256.hex(bytes(text.toString())),
        lines.size(),
        lines.stream().mapToLong(Line::size).sum());
  }

  /** {@code {"digest": …, "files": [{"sha256": …, "size": …, "path": …}, …]}}, with one line per file. */
  public byte[] json() {
    return bytes("{\"digest\": \"" + seal().digest() + "\", \"files\": [\n"
        + String.join(",\n", lines.stream().map(Line::json).toList()) + "\n]}\n");
  }

  /** Reads the output of {@link #json}. Ignores lines of another format, which changes the digest. */
  static Manifest read(byte[] json) {
    List<Line> lines = new ArrayList<>();
    new String(json, StandardCharsets.UTF_8).lines().forEach(text -> {
      Matcher line = JSON_LINE.matcher(text);
      if (line.matches()) {
        lines.add(new Line(
            line.group(1), Long.parseLong(line.group(2)), line.group(3).replace("\\\"", "\"")));
      }
    });
    return new Manifest(lines);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
