package dev.hallmark.client.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, as 64 lower-case hexadecimal digits. */
public final class Sha256 {
  private static final int CHUNK = 256 * 1024;

  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static String of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Sha256 sha256 = new Sha256();
    sha256.update(bytes, bytes.length);
    return sha256.hex();
  }

  public static String of(Path file) throws IOException {
    Sha256 sha256 = new Sha256();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        sha256.update(chunk, read);
      }
    }
    return sha256.hex();
  }

  void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** Returns the digest and resets it. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  void reset() {
    digest.reset();
  }
}
