package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.PartBuffer;
import dev.hallmark.server.artifacts.s3.service.PartSizes;
import dev.hallmark.server.artifacts.s3.service.PassedPart;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.storage.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Request body that is read part by part and hashed. */
final class ReceivedBody {
  private final PushbackInputStream in;
  private final MessageDigest sha = Sha256.begin();
  private final long length;
  private final PartSizes sizes;
  private long received;
  private boolean passing;

  /** @param length announced length, -1 if there was none */
  ReceivedBody(InputStream in, long length, PartSizes sizes) {
    this.in = new PushbackInputStream(in, 1);
    this.length = length;
    this.sizes = sizes;
  }

  boolean isLengthKnown() {
    return length >= 0;
  }

  /** Whether the last part was forwarded. */
  boolean isPassing() {
    return passing;
  }

  /** @param number of the next part, from 1 */
  int sizeOf(int number) {
    int size = sizes.of(number);
    return isLengthKnown() ? (int) Math.min(size, length - received) : size;
  }

  void read(PartBuffer part) throws IOException {
    passing = false;
    part.fill(in, sha);
    received += part.size();
  }

  /** The next part, which is read while it is sent. Only if the length is known. */
  PassedPart passed(int number) {
    int size = sizeOf(number);
    received += size;
    passing = true;
    return new PassedPart(in, size, sha);
  }

  boolean isAtEnd() throws IOException {
    int next = in.read();
    if (next >= 0) {
      in.unread(next);
    }
    return next < 0;
  }

  /** Throws INVALID_ARGUMENT if the body is longer than announced. */
  void requireMore() {
    if (isLengthKnown() && received >= length) {
      throw notAsAnnounced(received + 1);
    }
  }

  /** Throws INVALID_ARGUMENT if the body does not have the announced length. */
  void requireLength() {
    if (isLengthKnown() && received != length) {
      throw notAsAnnounced(received);
    }
  }

  /** The exception for a body that ended within a forwarded part. */
  RegistryException endedIn(PassedPart part) {
    return notAsAnnounced(received - part.left());
  }

  private RegistryException notAsAnnounced(long bytes) {
    return RegistryException.invalid(
        Subject.ARTIFACT, Reason.MALFORMED, "Content-Length", length, bytes);
  }

  String sha256() {
    return HexFormat.of().formatHex(sha.digest());
  }
}
