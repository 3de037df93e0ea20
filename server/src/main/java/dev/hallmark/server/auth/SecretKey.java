package dev.hallmark.server.auth;

import dev.hallmark.server.storage.file.FolderFlush;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The master key: 32 random bytes in a file outside the database. Keys for each purpose are derived from it. */
public final class SecretKey {
  private static final int BYTES = 32;
  private static final byte[] SALT = "hallmark".getBytes(StandardCharsets.UTF_8);

  private final byte[] secret;

  private SecretKey(byte[] secret) {
    this.secret = secret;
  }

  /** Throws IOException with a message for the operator if the file does not contain a key. */
  public static SecretKey read(Path file) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      byte[] secret = bytes.readNBytes(BYTES + 1);
      if (secret.length != BYTES) {
        throw new IOException("it must be " + BYTES + " bytes long");
      }
      return new SecretKey(secret);
    }
  }

  /** Reads the file; creates it with mode 0600 if missing. The file is flushed to disk when this returns. */
  public static SecretKey readOrCreate(Path file) throws IOException {
    try {
      return read(file);
    } catch (NoSuchFileException absent) {
      create(file);
      return read(file);
    }
  }

  /** Creates the file atomically and never replaces an existing one. */
  private static void create(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(
        folder,
        ".secret",
        ".tmp",
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(secret));
        out.force(true);
      }
      publish(file, temporary);
      FolderFlush.of(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void publish(Path file, Path temporary) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      // another server on this machine created it concurrently; its key is used
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(temporary, file); // the file system does not support hard links
    }
  }

  /** Derives 32 bytes for one purpose. Keys of different purposes are independent. */
  byte[] derive(String purpose) {
    return Hkdf.derive(secret, SALT, purpose.getBytes(StandardCharsets.UTF_8), BYTES);
  }
}
