package dev.hallmark.server.testkit;

import java.util.Random;

/** What happened to a file since its last flush. */
sealed interface UnflushedWrite {
  void apply(DiskImage disk);

  /** Puts down each piece of this size or leaves it out, as chance has it. */
  void applySome(DiskImage disk, int piece, Random random);

  record Bytes(long position, byte[] data) implements UnflushedWrite {
    @Override
    public void apply(DiskImage disk) {
      disk.write(position, data, 0, data.length);
    }

    @Override
    public void applySome(DiskImage disk, int piece, Random random) {
      for (int from = 0; from < data.length; from += piece) {
        if (random.nextBoolean()) {
          disk.write(position, data, from, Math.min(from + piece, data.length));
        }
      }
    }
  }

  record Truncation(long size) implements UnflushedWrite {
    @Override
    public void apply(DiskImage disk) {
      disk.truncate(size);
    }

    @Override
    public void applySome(DiskImage disk, int piece, Random random) {
      if (random.nextBoolean()) {
        disk.truncate(size);
      }
    }
  }
}
