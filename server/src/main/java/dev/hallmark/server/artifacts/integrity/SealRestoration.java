package dev.hallmark.server.artifacts.integrity;

import java.util.List;

/**
 * The result of restoring a seal.
 *
 * @param after of all files, after they were restored
 * @param restored the paths of files that were replaced or deleted, relative to the files of the seal
 */
public record SealRestoration(SealVerification after, List<String> restored) {
  public SealRestoration {
    restored = List.copyOf(restored);
  }
}
