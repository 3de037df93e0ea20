package dev.hallmark.server.artifacts.store;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is read in blocks. A single byte is a block of length 1. */
public abstract class BlockInputStream extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] to, int at, int length) throws IOException;
}
