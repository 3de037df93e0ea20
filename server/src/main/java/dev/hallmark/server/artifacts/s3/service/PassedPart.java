package dev.hallmark.server.artifacts.s3.service;

import dev.hallmark.server.artifacts.store.BlockInputStream;
import dev.hallmark.server.error.RegistryException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A part that is forwarded to the service while it is received, without a copy in memory. It cannot be sent again.
 */
public final class PassedPart {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private final InputStream body;
  private final long size;
  private final MessageDigest sha;
  private final MessageDigest md5 = PartBuffer.newMd5();
  private long left;
  private boolean begun;
  private IOException broken; // exception from reading the body; null if there was none

  /** @param sha digest of the whole body, updated on reading */
  public PassedPart(InputStream body, long size, MessageDigest sha) {
    this.body = body;
    this.size = size;
    this.left = size;
    this.sha = sha;
  }

  public long size() {
    return size;
  }

  /** Number of bytes that were not received. */
  public long left() {
    return left;
  }

  public RequestBody content() {
    return RequestBody.fromContentProvider(
        () -> {
          if (begun) {
            throw new IllegalStateException("a part that was passed on cannot be sent again");
          }
          begun = true;
          return new Passing();
        },
        size,
        "application/octet-stream");
  }

  /** False if the ETag is an MD5, but not that of the forwarded bytes. */
  public boolean isOf(String etag) {
    return !MD5.matcher(etag).matches() || etag.equals(HexFormat.of().formatHex(md5.digest()));
  }

  /** Throws the exception from reading the body, if there was one. */
  public void rethrow() throws IOException {
    if (broken instanceof BrokenBody refused) {
      throw refused.refusal;
    }
    if (broken != null) {
      throw broken;
    }
  }

  /** Carries an exception of the server through the SDK. */
  private static final class BrokenBody extends IOException {
    private final transient RegistryException refusal;

    BrokenBody(RegistryException refusal) {
      super(refusal);
      this.refusal = refusal;
    }
  }

  private final class Passing extends BlockInputStream {
    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      try {
        int read = body.read(to, at, (int) Math.min(length, left));
        if (read < 0) {
          throw new EOFException("the body ended early");
        }
        sha.update(to, at, read);
        md5.update(to, at, read);
        left -= read;
        return read;
      } catch (RegistryException e) {
        broken = new BrokenBody(e);
        throw broken;
      } catch (IOException e) {
        broken = e;
        throw e;
      }
    }
  }
}
