package dev.hallmark.server.artifacts.sealing;

import dev.hallmark.server.artifacts.store.BlockInputStream;
import dev.hallmark.server.artifacts.store.ChangedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Counts the bytes of a file. Throws {@link ChangedFileException} unless they are as many as were listed. */
final class CopiedStream extends BlockInputStream {
  private final InputStream in;
  private final String path;
  private final long length;
  private final LongConsumer count;
  private long position;

  /** @param count receives the number of bytes after each read */
  CopiedStream(InputStream in, String path, long length, LongConsumer count) {
    this.in = in;
    this.path = path;
    this.length = length;
    this.count = count;
  }

  @Override
  public int read(byte[] to, int at, int most) throws IOException {
    int read = in.read(to, at, most);
    position += Math.max(0, read);
    if (position > length || read < 0 && position < length) {
      throw new ChangedFileException(path, null);
    }
    count.accept(Math.max(0, read));
    return read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
