package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * Reads a whole file and hashes it. The last bytes are returned only if the digest matches; a response with a content length is therefore
 * never complete for a file with other content.
 */
public final class ComparingStream extends BlockInputStream {
  private final InputStream in;
  private final String sha256;
  private final Function<String, RuntimeException> mismatch;
  private final Runnable match;
  private final MessageDigest sha = Sha256.begin();
  private long left;
  private boolean compared;

  /** @param mismatch creates the exception for a file with this SHA-256 */
  public ComparingStream(
      InputStream in, long size, String sha256, Function<String, RuntimeException> mismatch) {
    this(in, size, sha256, mismatch, () -> {});
  }

  /** @param match is called when the digest has been found to match */
  public ComparingStream(
      InputStream in,
      long size,
      String sha256,
      Function<String, RuntimeException> mismatch,
      Runnable match) {
    this.in = in;
    this.left = size;
    this.sha256 = sha256;
    this.mismatch = mismatch;
    this.match = match;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    if (left == 0) { // reached only for an empty file
      compare();
      return -1;
    }
    int read = in.read(to, at, (int) Math.min(length, left));
    sha.update(to, at, Math.max(0, read));
    left -= read;
    if (left == 0 || read < 0) {
      compare();
    }
    return read;
  }

  /** Also compares a file that is shorter than expected. */
  private void compare() {
    if (compared) {
      return;
    }
    compared = true;
    String found = HexFormat.of().formatHex(sha.digest());
    if (!found.equals(sha256)) {
      throw mismatch.apply(found);
    }
    match.run();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
