package dev.hallmark.server.artifacts;

import dev.hallmark.server.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * A file from beginning to end, hashed on the way. Its last bytes come only when all of them have the digest that they have to
 * have; whoever passes them on with their number announced has then never passed on a whole file of other bytes.
 */
final class ComparingStream extends InputStream {
  private final InputStream in;
  private final String sha256;
  private final Function<String, RuntimeException> other;
  private final MessageDigest sha = Sha256.begin();
  private long left;
  private boolean compared;

  /** @param other what to throw when the file has this SHA-256 instead */
  ComparingStream(
      InputStream in, long size, String sha256, Function<String, RuntimeException> other) {
    this.in = in;
    this.left = size;
    this.sha256 = sha256;
    this.other = other;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    if (left == 0) { // of a file without bytes nothing else was asked for
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

  /** Also when it ended early. */
  private void compare() {
    if (compared) {
      return;
    }
    compared = true;
    String found = HexFormat.of().formatHex(sha.digest());
    if (!found.equals(sha256)) {
      throw other.apply(found);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
