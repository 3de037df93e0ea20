package dev.hallmark.server.api.responses;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipWriterTest {
  private static final Instant TIME = Instant.parse("2026-02-03T04:05:07Z");

  @TempDir
  private Path folder;

  private ZipFile written(int files, String name) throws IOException {
    Path archive = folder.resolve("archive.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        OutputStream buffered = new BufferedOutputStream(out);
        ZipWriter zip = new ZipWriter(buffered)) {
      for (int i = 0; i < files; i++) {
        zip.add(name + i, TIME, new ByteArrayInputStream(new byte[] {(byte) i}));
      }
      zip.finish();
    }
    return new ZipFile(archive.toFile());
  }

  @Test
  void moreFilesThanAPlainArchiveHolds_areAllThere() throws IOException {
    int files = 66_000; // an archive that is not ZIP64 has up to 65,535
    try (ZipFile zip = written(files, "größe/")) {
      assertThat(zip.size()).isEqualTo(files);
      ZipEntry last = zip.getEntry("größe/" + (files - 1));
      try (InputStream content = zip.getInputStream(last)) {
        assertThat(content.readAllBytes()).containsExactly((byte) (files - 1));
      }
    }
  }

  @Test
  void bytes_doNotDependOnTheLengthsOfReads() throws IOException {
    byte[] content = new byte[300_000];
    byte[] whole = archiveOf(new ByteArrayInputStream(content));
    InputStream slow = new ByteArrayInputStream(content) {
      @Override
      public int read(byte[] to, int at, int length) {
        return super.read(to, at, Math.min(length, 1_000));
      }

      @Override
      public int readNBytes(byte[] to, int at, int length) {
        int read = 0;
        while (read < length && available() > 0) {
          read += read(to, at + read, length - read);
        }
        return read;
      }
    };
    assertThat(archiveOf(slow)).isEqualTo(whole);
  }

  private static byte[] archiveOf(InputStream content) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipWriter zip = new ZipWriter(archive)) {
      zip.add("weights", TIME, content);
      zip.finish();
    }
    return archive.toByteArray();
  }

  @Test
  void times_areInUtc() throws IOException {
    try (ZipFile zip = written(1, "a")) {
      assertThat(zip.getEntry("a0").getTimeLocal())
          .isEqualTo(LocalDateTime.of(2026, 2, 3, 4, 5, 6)); // even seconds only
    }
  }

  @Test
  void unfinishedArchive_hasNoDirectory() throws IOException {
    Path archive = folder.resolve("archive.zip");
    try (OutputStream out = Files.newOutputStream(archive);
        ZipWriter zip = new ZipWriter(out)) {
      zip.add("a", TIME, new ByteArrayInputStream(new byte[10]));
    }
    assertThat(Files.readString(archive, ISO_8859_1))
        .startsWith("PK\3\4")
        .doesNotContain("PK\1\2", "PK\5\6");
  }
}
