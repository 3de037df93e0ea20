package dev.hallmark.server.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.store.fs.FileBaseDefault;

/** A file in memory that takes down what is done to it. */
final class RecordingFile extends FileBaseDefault {
  private final List<String> deeds = new ArrayList<>();
  private byte[] bytes = new byte[0];
  private boolean flushesFail;
  private Work onFlush = () -> {};

  /** What was done since the last call: {@code write <position>+<length>}, {@code force}, {@code truncate <size>}. */
  List<String> takeDeeds() {
    List<String> taken = List.copyOf(deeds);
    deeds.clear();
    return taken;
  }

  /** @param work in the middle of each flush from now on */
  void onFlush(Work work) {
    onFlush = work;
  }

  interface Work {
    void run() throws IOException;
  }

  void failFlushes() {
    flushesFail = true;
  }

  void repair() {
    flushesFail = false;
  }

  @Override
  public int write(ByteBuffer source, long position) {
    int length = source.remaining();
    deeds.add("write " + position + "+" + length);
    resize(Math.max(bytes.length, (int) position + length));
    source.get(bytes, (int) position, length);
    return length;
  }

  @Override
  public int read(ByteBuffer target, long position) {
    int length = (int) Math.min(target.remaining(), bytes.length - position);
    if (length <= 0) {
      return -1;
    }
    target.put(bytes, (int) position, length);
    return length;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    deeds.add("force");
    onFlush.run();
    if (flushesFail) {
      throw new IOException("i/o error");
    }
  }

  @Override
  protected void implTruncate(long size) {
    deeds.add("truncate " + size);
    resize((int) size);
  }

  private void resize(int size) {
    bytes = Arrays.copyOf(bytes, size);
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void implCloseChannel() {}
}
