package dev.hallmark.server.artifacts.integrity;

import dev.hallmark.server.events.DamagedFile;
import java.util.List;

/**
 * The result of comparing all files of a seal with their digests.
 *
 * @param files how many files the seal has; 0 if its list of files is lost
 * @param bytes their total size
 * @param damaged at most 1,000 damaged files
 * @param damagedCount how many there are
 */
public record SealVerification(
    String digest, int files, long bytes, List<DamagedFile> damaged, int damagedCount) {
  public SealVerification {
    damaged = List.copyOf(damaged);
  }

  public boolean isIntact() {
    return damagedCount == 0;
  }
}
