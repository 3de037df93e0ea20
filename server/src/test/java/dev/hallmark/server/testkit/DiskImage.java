package dev.hallmark.server.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The bytes of a file as a disk holds them. Not safe for several threads. */
final class DiskImage {
  private byte[] bytes;
  private int length;

  DiskImage(byte[] bytes) {
    this.bytes = bytes;
    this.length = bytes.length;
  }

  DiskImage copy() {
    return new DiskImage(Arrays.copyOf(bytes, length));
  }

  /** Puts down this part of the data; what is skipped before it reads as zeros. */
  void write(long position, byte[] data, int from, int to) {
    int start = Math.toIntExact(position) + from;
    int end = start + to - from;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    System.arraycopy(data, from, bytes, start, to - from);
    length = Math.max(length, end);
  }

  void truncate(long size) {
    if (size < length) {
      Arrays.fill(bytes, Math.toIntExact(size), length, (byte) 0);
      length = Math.toIntExact(size);
    }
  }

  void save(Path file) throws IOException {
    Files.write(file, Arrays.copyOf(bytes, length));
  }
}
