package dev.hallmark.server.testkit;

import java.util.List;
import java.util.Random;

/** Which of the writes that were not flushed a power cut leaves on the disk. */
public enum CutKind {
  NONE {
    @Override
    void leave(List<UnflushedWrite> writes, DiskImage disk, Random random) {}
  },
  /** The oldest ones, as if the disk kept their order. */
  PREFIX {
    @Override
    void leave(List<UnflushedWrite> writes, DiskImage disk, Random random) {
      writes.subList(0, random.nextInt(writes.size() + 1)).forEach(write -> write.apply(disk));
    }
  },
  /** Any of them, each whole. */
  WRITES {
    @Override
    void leave(List<UnflushedWrite> writes, DiskImage disk, Random random) {
      writes.stream().filter(write -> random.nextBoolean()).forEach(write -> write.apply(disk));
    }
  },
  /** Any 4 KB piece of any. */
  PAGES {
    @Override
    void leave(List<UnflushedWrite> writes, DiskImage disk, Random random) {
      writes.forEach(write -> write.applySome(disk, 4096, random));
    }
  },
  /** Any sector of any: less than that a disk does not tear. */
  SECTORS {
    @Override
    void leave(List<UnflushedWrite> writes, DiskImage disk, Random random) {
      writes.forEach(write -> write.applySome(disk, 512, random));
    }
  };

  /** Puts those writes down that this cut leaves, in their order. */
  abstract void leave(List<UnflushedWrite> writes, DiskImage disk, Random random);
}
