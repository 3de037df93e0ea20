package dev.hallmark.server.api.responses;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The content type of a file, by its name, as MLflow's server (3.17.2) gives it. */
final class MediaTypes {
  private static final String UNKNOWN = "application/octet-stream";
  private static final Map<String, String> BY_ENDING = read("media-types.properties");

  /** MLflow looks at what is compressed: {@code a.csv.gz} is CSV, and a lone {@code .gz} is anything. */
  private static final Set<String> COMPRESSED = Set.of("gz", "Z", "bz2", "xz", "br");

  /** What MLflow calls plain text only where it is not compressed. */
  private static final Map<String, String> WHEN_COMPRESSED =
      Map.of("csv", "text/csv", "json", "application/json");

  private MediaTypes() {}

  static String of(String name) {
    String ending = ending(name);
    if (!COMPRESSED.contains(ending)) {
      return byEnding(name);
    }
    String inner = name.substring(0, name.length() - ending.length() - 1);
    return WHEN_COMPRESSED.getOrDefault(ending(inner).toLowerCase(Locale.ROOT), byEnding(inner));
  }

  private static String byEnding(String name) {
    String ending = ending(name).toLowerCase(Locale.ROOT);
    return ending.isEmpty() ? ofBareName(name) : BY_ENDING.getOrDefault(ending, UNKNOWN);
  }

  /** {@code MLmodel} and the like: MLflow takes a name without an ending for the ending of a text. */
  private static String ofBareName(String name) {
    String type = BY_ENDING.getOrDefault(name.toLowerCase(Locale.ROOT), UNKNOWN);
    return type.equals("text/plain") ? type : UNKNOWN;
  }

  /** Empty without a dot, and where only the first character is one. */
  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1) : "";
  }

  private static Map<String, String> read(String resource) {
    try (InputStream in = MediaTypes.class.getResourceAsStream(resource)) {
      Properties types = new Properties();
      types.load(in);
      return types.stringPropertyNames().stream()
          .collect(Collectors.toUnmodifiableMap(ending -> ending, types::getProperty));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
