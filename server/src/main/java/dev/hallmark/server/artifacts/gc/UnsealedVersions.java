package dev.hallmark.server.artifacts.gc;

import dev.hallmark.server.events.SealedVersion;
import java.util.Optional;

/**
 * Finds versions that need the files of a run or logged model, because they have no seal: references, and versions that are being sealed.
 * Reads in the transaction of the current thread, if there is one.
 */
public interface UnsealedVersions {
  Optional<SealedVersion> ofRun(String runId);

  Optional<SealedVersion> ofLoggedModel(String modelId);

  /** Why the run or logged model is kept. */
  static String reason(SealedVersion version) {
    return "version " + version.version() + " of " + version.model() + " refers to its files";
  }
}
