package dev.hallmark.server.api.responses;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a ZIP archive to a stream. Names are in UTF-8, times in UTC, and large archives have the form ZIP64. Contents are not compressed:
 * files of models hardly shrink, and compression would be slower than most networks. Equal files give equal bytes.
 */
final class ZipWriter implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  /** The time of a file in an archive cannot be earlier. */
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Ends without the directory of the archive, unless {@link #finish} has written it. */
  private static final class Zip extends ZipOutputStream {
    Zip(OutputStream out) {
      super(out);
      buf = new byte[BUFFER];
      setLevel(Deflater.NO_COMPRESSION);
    }

    void release() {
      def.end();
    }
  }

  private final Zip zip;
  private final byte[] chunk = new byte[BUFFER];

  /** @param out is not closed */
  ZipWriter(OutputStream out) {
    this.zip = new Zip(out);
  }

  /** Adds a file with all bytes of the stream. */
  void add(String name, Instant modifiedAt, InputStream content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    LocalDateTime time = LocalDateTime.ofInstant(modifiedAt, ZoneOffset.UTC);
    entry.setTimeLocal(time.isBefore(EARLIEST) ? EARLIEST : time.withNano(0));
    zip.putNextEntry(entry);
    // the lengths of what is written are in the archive, so they must not depend on a connection
    for (int read = fill(content); read > 0; read = fill(content)) {
      zip.write(chunk, 0, read);
    }
    zip.closeEntry();
  }

  private int fill(InputStream content) throws IOException {
    return content.readNBytes(chunk, 0, chunk.length);
  }

  /** Completes the archive. */
  void finish() throws IOException {
    zip.finish();
  }

  @Override
  public void close() {
    zip.release();
  }
}
