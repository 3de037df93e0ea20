package dev.hallmark.client.files;

import dev.hallmark.client.Download;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.http.Request;
import dev.hallmark.client.http.RequestSender;
import dev.hallmark.client.http.Response;
import dev.hallmark.client.http.Retries;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Downloads one file and checks its digest. Resumes after broken connections and restarts of the server. */
public final class FileDownload {
  private static final Logger LOG = System.getLogger(FileDownload.class.getName());
  private static final int CHUNK = 256 * 1024;
  private static final Pattern DIGEST = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");

  private final RequestSender sender;
  private final URI uri;
  private final Path target;
  private final LongConsumer progress;
  private final Sha256 sha256 = new Sha256();

  /** The number of bytes written to the file and added to the digest. */
  private long offset;

  /** The highest value of {@link #offset} so far; only bytes beyond it count as progress. */
  private long furthest;

  /** The strong entity tag for {@code If-Range}; empty if there is none. */
  private String tag = "";

  private String expected = "";

  public FileDownload(RequestSender sender, URI uri, Path target, LongConsumer progress) {
    this.sender = sender;
    this.uri = uri;
    this.target = target.toAbsolutePath();
    this.progress = progress;
  }

  public Download run() {
    Path part = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(part.getParent());
      try (FileChannel file =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        String found = checked(file);
        move(part);
        return new Download(target, offset, found, !expected.isEmpty());
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Downloads the file and returns its digest; downloads it a second time if the digest is wrong. */
  private String checked(FileChannel file) throws IOException {
    String found = fetch(file);
    if (!isExpected(found)) {
      LOG.log(Level.WARNING, "{0} arrived with digest {1}: fetching it again", uri, found);
      restart(file);
      found = fetch(file);
    }
    if (!isExpected(found)) {
      throw new HallmarkException(
          HallmarkException.DIGEST_MISMATCH,
          uri + " arrived twice with other bytes than expected: digest " + found + " instead of "
              + expected);
    }
    return found;
  }

  private boolean isExpected(String found) {
    return expected.isEmpty() || expected.equals(found);
  }

  private String fetch(FileChannel file) throws IOException {
    Retries retries = sender.retries();
    furthest = 0;
    while (true) {
      try {
        sender.fileOnce(call(), response -> take(response, file));
        return sha256.hex();
      } catch (HallmarkException e) {
        boolean isBeyondTheEnd = e.status() == 416 && offset > 0;
        if (!Retries.isUndone(e) && !Retries.isLost(e) && !isBeyondTheEnd) {
          throw e;
        }
        if (isBeyondTheEnd) {
          restart(file);
        }
        if (offset > furthest) {
          furthest = offset;
          retries.renew();
        }
        retries.pause(e);
      }
    }
  }

  private Request call() {
    Request whole = Request.get(uri);
    return offset == 0 || tag.isEmpty()
        ? whole
        : whole.header("Range", "bytes=" + offset + "-").header("If-Range", tag);
  }

  private Void take(Response response, FileChannel file) throws IOException {
    boolean resumes = response.status() == 206
        && response.header("Content-Range").startsWith("bytes " + offset + "-");
    if (response.status() == 206 && !resumes) {
      tag = "";
      throw new IOException("the server sent another part than was asked for");
    }
    if (!resumes) {
      restart(file);
      expected = "";
    }
    describe(response);
    long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    long whole = length < 0 ? -1 : offset + length;
    copy(response.body(), file);
    if (whole >= 0 && offset != whole) {
      throw new IOException("the file ended after " + offset + " of " + whole + " bytes");
    }
    return null;
  }

  private void describe(Response response) {
    String given = response.header("ETag");
    tag = given.startsWith("\"") ? given : "";
    Matcher digest = DIGEST.matcher(response.header("Repr-Digest"));
    if (digest.find()) {
      expected = HexFormat.of().formatHex(Base64.getDecoder().decode(digest.group(1)));
    }
  }

  private void copy(InputStream body, FileChannel file) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int read = body.read(chunk);
    while (read >= 0) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      } catch (IOException e) {
        throw unwritable(e);
      }
      sha256.update(chunk, read);
      offset += read;
      progress.accept(read);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted");
      }
      read = body.read(chunk);
    }
  }

  private void restart(FileChannel file) throws IOException {
    if (offset > 0) {
      file.truncate(0);
      sha256.reset();
      progress.accept(-offset);
      offset = 0;
    }
  }

  private void move(Path part) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private HallmarkException unwritable(IOException cause) {
    return new HallmarkException(HallmarkException.LOCAL_FILE, "cannot write " + target, cause);
  }
}
