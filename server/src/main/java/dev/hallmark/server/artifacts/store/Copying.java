package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Computes SHA-256, optionally while it copies to a file. */
public final class Copying {
  private static final int CHUNK = 256 * 1024;

  private final MessageDigest sha = Sha256.begin();
  private long bytes;

  /**
   * Copies the stream to its end.
   *
   * @param expected the expected length, -1 if unknown; only used for the buffer size
   */
  public Copying copy(InputStream in, FileChannel out, long expected) throws IOException {
    byte[] chunk =
        new byte[expected < 0 ? CHUNK : (int) Math.max(1024, Math.min(CHUNK, expected + 1))];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      sha.update(chunk, 0, read);
      write(out, ByteBuffer.wrap(chunk, 0, read));
      bytes += read;
    }
    return this;
  }

  public static void write(FileChannel out, ByteBuffer rest) throws IOException {
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }

  public long bytes() {
    return bytes;
  }

  public String sha256Hex() {
    return HexFormat.of().formatHex(sha.digest());
  }

  public static String hash(InputStream in) throws IOException {
    MessageDigest sha = Sha256.begin();
    byte[] chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      sha.update(chunk, 0, read);
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
