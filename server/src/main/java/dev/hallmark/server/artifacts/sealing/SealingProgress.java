package dev.hallmark.server.artifacts.sealing;

/** Follows the copying of files. */
public interface SealingProgress {
  /** @param files that are complete; of each pair of numbers, the second is the total */
  record State(int files, int allFiles, long bytes, long allBytes) {
    /** For people: {@code 3 of 7 files, 120 of 400 MB}. */
    public String text() {
      long unit = 1;
      String name = "bytes";
      if (allBytes >= 10_000_000) {
        unit = 1_000_000;
        name = "MB";
      } else if (allBytes >= 10_000) {
        unit = 1_000;
        name = "KB";
      }
      return files + " of " + allFiles + " files, " + bytes / unit + " of " + allBytes / unit + " "
          + name;
    }
  }

  /** Called after each piece of at most 256 KB. Can throw to end the copying. */
  void copied(State state);
}
