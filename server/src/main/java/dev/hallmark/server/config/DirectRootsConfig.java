package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.Setting;
import dev.hallmark.server.config.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places where clients store artifacts themselves. The server only reads them.
 *
 * @param roots the default artifact root first, if it is one of them; without duplicates
 * @param service of those that are buckets
 */
public record DirectRootsConfig(List<Root> roots, S3ServiceConfig service) {
  /** No segment leads elsewhere. A percent sign would mean different paths to different clients; a comma separates roots. */
  private static final Pattern LOCATION =
      Pattern.compile("(?:s3://(?<bucket>[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9])|file://)"
          + "(?<path>(?:/(?!\\.{1,2}(?:/|$))[^/\\\\#?%,\\p{Cntrl}]{1,255}){0,100})/?");

  private static final int LONGEST = 200; // of the 1,024 bytes of a key

  public DirectRootsConfig {
    roots = List.copyOf(roots);
  }

  /**
   * @param bucket empty for a folder of this machine
   * @param path prefix of keys without slashes at the ends, or the absolute path of a folder
   */
  public record Root(String bucket, String path) {
    /** The URI, without a slash at the end. */
    public String location() {
      if (bucket.isEmpty()) {
        return "file://" + path;
      }
      return "s3://" + bucket + (path.isEmpty() ? "" : "/" + path);
    }

    /** Applies the function for this kind of root. */
    public <T> T map(Function<Path, T> folder, Function<Root, T> bucketRoot) {
      return bucket.isEmpty() ? folder.apply(Path.of(path)) : bucketRoot.apply(this);
    }

    boolean isBucket() {
      return !bucket.isEmpty();
    }

    /** Whether a bucket has keys with both prefixes. */
    private boolean overlaps(BucketConfig store) {
      return bucket.equals(store.bucket())
          && (isIn(path, store.prefix()) || isIn(store.prefix(), path));
    }

    private static boolean isIn(String path, String folder) {
      return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
    }
  }

  static DirectRootsConfig of(Settings settings, ArtifactConfig artifacts) {
    List<Root> roots = new ArrayList<>();
    find(settings.text(Setting.DEFAULT_ARTIFACT_ROOT)).ifPresent(roots::add);
    for (String text : sources(settings)) {
      roots.add(find(text)
          .orElseThrow(() -> ConfigException.wrong(
              Setting.ARTIFACT_SOURCE,
              text,
              "s3://bucket/prefix or file:///folder" + suggestion(text))));
    }
    if (artifacts instanceof BucketConfig store) {
      roots.stream().filter(each -> each.overlaps(store)).findFirst().ifPresent(each -> {
        throw inside(each, store.location());
      });
    }
    return new DirectRootsConfig(roots.stream().distinct().toList(), S3ServiceConfig.of(settings));
  }

  private static List<String> sources(Settings settings) {
    return Arrays.stream(settings.text(Setting.ARTIFACT_SOURCE).split(","))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  /** Whether one of the settings names a bucket, valid or not. */
  static boolean haveBucket(Settings settings) {
    List<String> all = new ArrayList<>(sources(settings));
    all.add(settings.text(Setting.DEFAULT_ARTIFACT_ROOT));
    return all.stream().anyMatch(Settings::isBucket);
  }

  /** Empty if it is not the location of a root. */
  static Optional<Root> find(String location) {
    Matcher parts = LOCATION.matcher(location);
    if (!parts.matches() || parts.group("path").length() > LONGEST) {
      return Optional.empty();
    }
    String path = parts.group("path");
    if (parts.group("bucket") != null) {
      return Optional.of(new Root(parts.group("bucket"), path.isEmpty() ? "" : path.substring(1)));
    }
    return path.isEmpty() ? Optional.empty() : Optional.of(new Root("", path));
  }

  /** What to write instead of a path; empty for other texts. */
  static String suggestion(String text) {
    return text.startsWith("/") && find("file://" + text).isPresent()
        ? ", here file://" + text
        : "";
  }

  static ConfigException inside(Root root, String other) {
    return new ConfigException(root.location() + " overlaps " + other
        + ", which only this server changes: clients need a place of their own for "
        + Setting.DEFAULT_ARTIFACT_ROOT.key() + " and " + Setting.ARTIFACT_SOURCE.key());
  }
}
