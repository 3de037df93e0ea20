package dev.hallmark.server.page;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The position after a page: the sort key of its last row. A token is valid only for the query that created it. Rows that are added or
 * deleted elsewhere cause no duplicates and no gaps.
 *
 * @param query a hash of everything that determines the rows and their order
 * @param key the values of the ORDER BY columns in the last row, as text
 */
public record PageToken(int query, List<String> key) {
  private static final int FORMAT = 1;

  public PageToken {
    key = List.copyOf(key);
  }

  public String encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeInt(query);
      out.writeByte(key.size());
      for (String part : key) {
        byte[] text = part.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
      out.writeInt(checksum(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a ByteArrayOutputStream does not throw
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** Decodes a token from {@link #encode} for the same query. Throws INVALID_ARGUMENT for any other token. */
  public static PageToken decode(String token, int query) {
    PageToken read = parse(token);
    if (read.query != query) {
      throw RegistryException.invalid(Subject.PAGE_TOKEN, Reason.MISMATCH, "page_token", token);
    }
    return read;
  }

  /** Detects tokens that were truncated or altered by accident. It is not a signature, so the contents are validated too. */
  private static int checksum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  private static PageToken parse(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      int end = bytes.length - Integer.BYTES;
      if (end < 0
          || ByteBuffer.wrap(bytes, end, Integer.BYTES).getInt()
              != checksum(Arrays.copyOf(bytes, end))) {
        throw malformed(token);
      }
      return read(token, Arrays.copyOf(bytes, end));
    } catch (IOException | IllegalArgumentException e) {
      throw malformed(token);
    }
  }

  private static PageToken read(String token, byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != FORMAT) {
        throw malformed(token);
      }
      int query = in.readInt();
      int size = in.readUnsignedByte();
      List<String> key = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
          throw malformed(token);
        }
        key.add(new String(in.readNBytes(length), java.nio.charset.StandardCharsets.UTF_8));
      }
      if (in.available() > 0) {
        throw malformed(token);
      }
      return new PageToken(query, key);
    }
  }

  private static RegistryException malformed(String token) {
    return RegistryException.invalid(Subject.PAGE_TOKEN, Reason.MALFORMED, "page_token", token);
  }
}
