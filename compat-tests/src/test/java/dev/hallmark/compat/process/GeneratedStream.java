package dev.hallmark.compat.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Any number of bytes out of one noisy block, each repetition marked with its number, so that a lost or doubled one shows. */
final class GeneratedStream extends InputStream {
  private static final int BLOCK = 1 << 18;

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
  private final long size;
  private long position;

  GeneratedStream(long size) {
    this.size = size;
    new Random(7).nextBytes(block.array());
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("byte by byte would take minutes");
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (position == size) {
      return -1;
    }
    int start = (int) (position % BLOCK);
    block.putLong(0, position / BLOCK);
    int count = (int) Math.min(Math.min(length, BLOCK - start), size - position);
    System.arraycopy(block.array(), start, into, offset, count);
    position += count;
    return count;
  }

  /** @return where {@code stream} first departs from a generated stream of this size, by a byte or by its length; -1 if nowhere */
  static long firstDifference(InputStream stream, long size) throws IOException {
    GeneratedStream expected = new GeneratedStream(size);
    byte[] theirs = new byte[BLOCK];
    byte[] ours = new byte[BLOCK];
    for (long at = 0; ; at += BLOCK) {
      int read = stream.readNBytes(theirs, 0, BLOCK);
      int made = expected.readNBytes(ours, 0, BLOCK);
      int differs = Arrays.mismatch(theirs, 0, read, ours, 0, made);
      if (differs >= 0) {
        return at + differs;
      }
      if (made < BLOCK) {
        return -1;
      }
    }
  }
}
