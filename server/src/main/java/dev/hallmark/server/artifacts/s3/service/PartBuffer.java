package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;

/** Data of one part in memory, so that it can be sent again. It is stored in chunks, which are easier to allocate in a small heap. */
public final class PartBuffer implements AutoCloseable {
  private static final int CHUNK = 128 * 1024;

  private final PartMemory memory;
  private final List<byte[]> chunks = new ArrayList<>();
  private int capacity;
  private int size;

  public PartBuffer(PartMemory memory, int capacity) {
    this.memory = memory;
    this.capacity = capacity;
  }

  /** A buffer that does not count as memory of uploads. */
  public static PartBuffer of(byte[] content) {
    PartBuffer buffer = new PartBuffer(new PartMemory(0), 0);
    for (int at = 0; at < content.length; at += CHUNK) {
      buffer.chunks.add(Arrays.copyOfRange(content, at, Math.min(content.length, at + CHUNK)));
    }
    buffer.size = content.length;
    return buffer;
  }

  /** Reads until the buffer is full or the stream ends, and releases unused memory. */
  public PartBuffer fill(InputStream in, MessageDigest sha) throws IOException {
    while (size < capacity) {
      byte[] chunk = new byte[Math.min(CHUNK, capacity - size)];
      int read = in.readNBytes(chunk, 0, chunk.length);
      sha.update(chunk, 0, read);
      size += read;
      if (read > 0) {
        chunks.add(chunk);
      }
      if (read < chunk.length) {
        shrink(size);
      }
    }
    return this;
  }

  private void shrink(int to) {
    memory.give(capacity, to);
    capacity = to;
  }

  public int size() {
    return size;
  }

  public RequestBody body() {
    return RequestBody.fromContentProvider(() -> new Bytes(), size, "application/octet-stream");
  }

  /** Value of the header {@code Content-MD5}, which every service verifies. */
  public String md5() {
    MessageDigest md5 = newMd5();
    int left = size;
    for (byte[] chunk : chunks) {
      md5.update(chunk, 0, Math.min(left, chunk.length));
      left -= chunk.length;
    }
    return Base64.getEncoder().encodeToString(md5.digest());
  }

  public static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  @Override
  public void close() {
    chunks.clear();
    shrink(0);
  }

  private final class Bytes extends BlockInputStream {
    private int position;

    @Override
    public int read(byte[] to, int at, int length) {
      if (length == 0) {
        return 0;
      }
      if (position == size) {
        return -1;
      }
      byte[] chunk = chunks.get(position / CHUNK);
      int from = position % CHUNK;
      int count = Math.min(length, Math.min(chunk.length - from, size - position));
      System.arraycopy(chunk, from, to, at, count);
      position += count;
      return count;
    }

    @Override
    public int available() {
      return size - position;
    }
  }
}
