package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/**
 * Sizes of the parts of an upload, which has at most 10,000. If the length is known, all parts but the last have the same size,
 * because some services require that; otherwise later parts are larger.
 *
 * @param first size of the first parts
 * @param growing whether later parts are larger
 * @param most maximum size of a part
 */
public record PartSizes(int first, boolean growing, int most) {
  /** Minimum size of all parts but the last. */
  public static final int LEAST = 5 << 20;

  /** Larger parts are no faster. */
  private static final int USUAL_MOST = 16 << 20;

  private static final int USUAL_SHARE = 8;
  private static final int MOST_PARTS = 10_000;
  private static final int PARTS_PER_SIZE = 1_000;
  private static final int STEP = 64 * 1024;

  /**
   * Throws TOO_LARGE if the length needs more parts than allowed.
   *
   * @param length in bytes, -1 if unknown
   * @param most maximum size of a part in bytes
   */
  public static PartSizes of(long length, int most) {
    int usual = Math.max(LEAST, Math.min(USUAL_MOST, most / USUAL_SHARE));
    long needed = (length + MOST_PARTS - 1) / MOST_PARTS;
    long size = Math.max(usual, (needed + STEP - 1) / STEP * STEP);
    if (size > most) {
      throw tooLarge(most);
    }
    return new PartSizes((int) size, length < 0, most);
  }

  /** @param number of the part, from 1 */
  public int of(int number) {
    if (number > MOST_PARTS) {
      throw tooLarge(most);
    }
    return growing ? (int) Math.min(most, (long) first << (number - 1) / PARTS_PER_SIZE) : first;
  }

  private static RegistryException tooLarge(int most) {
    return RegistryException.of(
        ErrorKind.TOO_LARGE, Subject.ARTIFACT, Reason.TOO_LONG, "body", (long) most * MOST_PARTS);
  }
}
