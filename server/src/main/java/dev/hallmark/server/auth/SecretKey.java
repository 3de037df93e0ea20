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

/** The master secret: 32 random bytes in a file outside the database, of which keys for each purpose are made. */
public final class SecretKey {
  private static final int BYTES = 32;
  private static final byte[] SALT = "hallmark".getBytes(StandardCharsets.UTF_8);

  private final byte[] secret;

  private SecretKey(byte[] secret) {
    this.secret = secret;
  }

  /** Throws IOException, with a reason for the person who starts the server, when the file does not hold a key. */
  public static SecretKey read(Path file) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      byte[] secret = bytes.readNBytes(BYTES + 1);
      if (secret.length != BYTES) {
        throw new IOException("it must be " + BYTES + " bytes long");
      }
      return new SecretKey(secret);
    }
  }

  /** Makes the file for its owner's eyes only where it is absent; on disk when this returns. */
  public static SecretKey readOrMake(Path file) throws IOException {
    try {
      return read(file);
    } catch (NoSuchFileException absent) {
      make(file);
      return read(file);
    }
  }

  /** Whole from the moment it has its name, which it does not take from another. */
  private static void make(Path file) throws IOException {
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
      take(file, temporary);
      FolderFlush.of(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void take(Path file, Path temporary) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      // another server on this machine made it meanwhile: theirs counts
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(temporary, file); // a file system without links
    }
  }

  /** The 32 bytes for one purpose, which tell nothing of those for another. */
  byte[] derive(String purpose) {
    return Hkdf.derive(secret, SALT, purpose.getBytes(StandardCharsets.UTF_8), BYTES);
  }
}
