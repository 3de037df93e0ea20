package dev.hallmark.server.artifacts;

import dev.hallmark.server.events.SealedVersion;
import java.util.List;

/** Finds the versions whose files are in seals. */
public interface SealedVersions {
  /** Versions with this seal, the oldest first. Reads in the transaction of the current thread, if there is one. */
  List<SealedVersion> of(String digest, int limit);

  /** The digests of seals that versions name, in order, after this one; from the first for an empty one. */
  List<String> digests(String after, int limit);
}
