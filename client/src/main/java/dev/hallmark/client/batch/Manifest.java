package dev.hallmark.client.batch;

import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The manifest of a version: one line with digest, size and path for each file, sorted by bytes. Hallmark uses the same format for seals,
 * so the digests are comparable.
 */
final class Manifest {
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (\\d{1,18})  (.+)");

  private final List<FetchedFile> files;
  private final String text;

  Manifest(Collection<FetchedFile> files) {
    List<String> lines = new ArrayList<>();
    files.forEach(
        file -> lines.add(file.sha256() + "  " + file.size() + "  " + file.path() + "\n"));
    lines.sort((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)));
    this.files = List.copyOf(files);
    this.text = String.join("", lines);
  }

  /** Ignores lines of another format and invalid UTF-8; both change the digest. */
  static Manifest read(Path file) throws IOException {
    List<FetchedFile> files = new ArrayList<>();
    for (String line :
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
      Matcher parts = LINE.matcher(line);
      if (parts.matches()) {
        files.add(new FetchedFile(parts.group(3), Long.parseLong(parts.group(2)), parts.group(1)));
      }
    }
    return new Manifest(files);
  }

  List<FetchedFile> files() {
    return files;
  }

  long size() {
    return files.stream().mapToLong(FetchedFile::size).sum();
  }

  String text() {
    return text;
  }

  String digest() {
    return Sha256.of(text);
  }

  /** Compares a folder with the manifest. Returns the first path that is missing, added or changed; empty if there is none. */
  String difference(Path folder) throws IOException {
    for (FetchedFile file : files) {
      Path path = folder.resolve(file.path());
      if (!Files.isRegularFile(path) || Files.size(path) != file.size()) {
        return file.path();
      }
    }
    try (Stream<Path> found = Files.walk(folder)) {
      if (found.filter(Files::isRegularFile).count() != files.size()) {
        return "a file too many";
      }
    }
    return files.parallelStream()
        .filter(file -> !hash(folder.resolve(file.path())).equals(file.sha256()))
        .map(FetchedFile::path)
        .findAny()
        .orElse("");
  }

  private static String hash(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw new HallmarkException(HallmarkException.LOCAL_FILE, "cannot read " + file, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
