package dev.hallmark.server.artifacts.integrity;

/**
 * The progress of the background check, which is stored after each step. As text: {@code <at> seek <digest>} or
 * {@code <at> read <digest> <file> <offset> <state> <damaged>}.
 *
 * @param at when the last step ended, in milliseconds since the epoch; 0 if there was none
 * @param digest of the seal that is being read; while seeking, of the last seal that was added to the table
 * @param reading whether a seal is being read
 * @param file the index of the next file in the manifest
 * @param offset the number of bytes of that file that were hashed
 * @param state of the hash; {@code -} at the beginning of a file
 * @param damaged whether a damaged file of the seal was found
 */
record ScrubCursor(
    long at, String digest, boolean reading, int file, long offset, String state, boolean damaged) {
  private static final String NONE = "-";

  static final ScrubCursor BEGINNING = seeking(0, "");

  static ScrubCursor seeking(long at, String digest) {
    return new ScrubCursor(at, digest, false, 0, 0, NONE, false);
  }

  static ScrubCursor parse(String text) {
    if (text.isEmpty()) {
      return BEGINNING;
    }
    String[] parts = text.split(" ", -1);
    long at = Long.parseLong(parts[0]);
    if (parts[1].equals("seek")) {
      return seeking(at, parts[2]);
    }
    return new ScrubCursor(
        at,
        parts[2],
        true,
        Integer.parseInt(parts[3]),
        Long.parseLong(parts[4]),
        parts[5],
        Boolean.parseBoolean(parts[6]));
  }

  String text() {
    return reading
        ? String.join(" ", "" + at, "read", digest, "" + file, "" + offset, state, "" + damaged)
        : at + " seek " + digest;
  }

  ScrubCursor seal(String next) {
    return new ScrubCursor(at, next, true, 0, 0, NONE, false);
  }

  ScrubCursor endedAt(long time) {
    return new ScrubCursor(time, digest, reading, file, offset, state, damaged);
  }

  ScrubCursor nextFile(boolean wasDamaged) {
    return new ScrubCursor(at, digest, true, file + 1, 0, NONE, damaged || wasDamaged);
  }

  ScrubCursor inFile(ResumableSha256 hash) {
    return new ScrubCursor(at, digest, true, file, hash.bytes(), hash.state(), damaged);
  }

  /** The hash of the file so far. */
  ResumableSha256 hash() {
    return state.equals(NONE) ? new ResumableSha256() : new ResumableSha256(offset, state);
  }
}
