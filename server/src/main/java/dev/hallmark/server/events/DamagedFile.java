package dev.hallmark.server.events;

import java.util.Locale;

/**
 * A file of a seal that is not what was sealed.
 *
 * @param path relative to the files of the seal; {@code manifest.json} for the manifest
 * @param expected the SHA-256 in hexadecimal digits, for the manifest the digest of the seal; empty if the file does not belong to it
 * @param found as {@code expected}; empty if the file is missing, or was not read
 */
public record DamagedFile(Kind kind, String path, String expected, String found) {
  /** What is wrong. Its names are stored. */
  public enum Kind {
    /** The content differs. */
    CHANGED,
    MISSING,
    /** The file does not belong to the seal. */
    UNEXPECTED,
    /** The list of the files is missing or differs. */
    MANIFEST
  }

  /** For the log. */
  @Override
  public String toString() {
    return path + " (" + kind.name().toLowerCase(Locale.ROOT) + ")";
  }
}
