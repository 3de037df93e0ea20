package dev.hallmark.server.api.responses;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The content type of a file by its name, as in MLflow's server (3.17.2). */
public final class MediaTypes {
  private static final String UNKNOWN = "application/octet-stream";
  private static final Map<String, String> BY_EXTENSION = read("media-types.properties");

  /** MLflow ignores the extension of the compression: {@code a.csv.gz} is CSV, and {@code a.gz} alone is unknown. */
  private static final Set<String> COMPRESSED = Set.of("gz", "Z", "bz2", "xz", "br");

  /** Types that MLflow sends as plain text if the file is not compressed. */
  private static final Map<String, String> WHEN_COMPRESSED =
      Map.of("csv", "text/csv", "json", "application/json");

  private MediaTypes() {}

  public static String of(String name) {
    String extension = extension(name);
    if (!COMPRESSED.contains(extension)) {
      return byExtension(name);
    }
    String inner = name.substring(0, name.length() - extension.length() - 1);
    return WHEN_COMPRESSED.getOrDefault(
        extension(inner).toLowerCase(Locale.ROOT), byExtension(inner));
  }

  private static String byExtension(String name) {
    String extension = extension(name).toLowerCase(Locale.ROOT);
    return extension.isEmpty() ? ofBareName(name) : BY_EXTENSION.getOrDefault(extension, UNKNOWN);
  }

  /** For names without an extension, such as {@code MLmodel}: MLflow treats the whole name as an extension of text files. */
  private static String ofBareName(String name) {
    String type = BY_EXTENSION.getOrDefault(name.toLowerCase(Locale.ROOT), UNKNOWN);
    return type.equals("text/plain") ? type : UNKNOWN;
  }

  /** Empty if there is no dot, or only a leading one. */
  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1) : "";
  }

  private static Map<String, String> read(String resource) {
    try (InputStream in = MediaTypes.class.getResourceAsStream(resource)) {
      Properties types = new Properties();
      types.load(in);
      return types.stringPropertyNames().stream()
          .collect(Collectors.toUnmodifiableMap(extension -> extension, types::getProperty));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
