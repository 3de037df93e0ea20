package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.error.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Maps paths to keys and keys to paths.
 *
 * @param prefix of all keys, without a slash at either end; empty for the whole bucket
 */
public record BucketKeys(String prefix) {
  static final int LONGEST = 1024; // bytes

  /** Throws INVALID_ARGUMENT if the key would be too long. */
  public String of(ArtifactPath path) {
    String key = prefix.isEmpty() || path.isRoot() ? prefix + path : prefix + "/" + path;
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw PathRules.tooLong(path, LONGEST, "its key");
    }
    return key;
  }

  /** The prefix of all keys below this folder. */
  public String below(ArtifactPath folder) {
    String key = of(folder);
    return key.isEmpty() ? "" : key + "/";
  }

  /** Empty if the key is not a legal path. The key must start with the prefix of this store. */
  public Optional<ArtifactPath> path(String key) {
    try {
      ArtifactPath path = ArtifactPath.of(relative(key));
      return path.isRoot() ? Optional.empty() : Optional.of(path);
    } catch (RegistryException e) {
      return Optional.empty();
    }
  }

  /** The key without the prefix of this store. */
  public String relative(String key) {
    return prefix.isEmpty() ? key : key.substring(prefix.length() + 1);
  }
}
