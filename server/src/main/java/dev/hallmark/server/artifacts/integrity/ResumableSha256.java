package dev.hallmark.server.artifacts.integrity;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4) whose state is a short text, so that another process can continue a hash. The JDK's implementation is faster but
 * does not reveal its state.
 */
final class ResumableSha256 {
  /** The state can be read whenever the number of bytes is a multiple of this. */
  static final int BLOCK = 64;

  private static final int[] INITIAL = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  /** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
  private static final int[] K = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  };

  private final int[] state;
  private final int[] words = new int[64];
  private final byte[] block = new byte[BLOCK];
  private long bytes;

  ResumableSha256() {
    this.state = INITIAL.clone();
  }

  /**
   * Continues a hash.
   *
   * @param bytes how many bytes were hashed, a multiple of {@link #BLOCK}
   * @param state the text from {@link #state} at that position
   */
  ResumableSha256(long bytes, String state) {
    this.bytes = bytes;
    this.state = new int[INITIAL.length];
    ByteBuffer.wrap(HexFormat.of().parseHex(state)).asIntBuffer().get(this.state);
  }

  ResumableSha256 update(byte[] from, int at, int length) {
    int done = 0;
    while (done < length) {
      int inBlock = (int) (bytes % BLOCK);
      int taken = Math.min(BLOCK - inBlock, length - done);
      System.arraycopy(from, at + done, block, inBlock, taken);
      bytes += taken;
      done += taken;
      if (bytes % BLOCK == 0) {
        compress();
      }
    }
    return this;
  }

  /** 64 hexadecimal digits. Throws unless the number of bytes is a multiple of {@link #BLOCK}. */
  String state() {
    if (bytes % BLOCK != 0) {
      throw new IllegalStateException("in the middle of a block");
    }
    return hex();
  }

  long bytes() {
    return bytes;
  }

  /** The digest of all bytes. Nothing can be added afterwards. */
  String digest() {
    long bits = bytes * 8;
    ByteArrayOutputStream padding = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(padding)) {
      out.write(0x80);
      int zeros = (int) Math.floorMod(BLOCK - 9 - bytes % BLOCK, (long) BLOCK);
      out.write(new byte[zeros]);
      out.writeLong(bits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    update(padding.toByteArray(), 0, padding.size());
    return hex();
  }

  private String hex() {
    ByteBuffer text = ByteBuffer.allocate(4 * state.length);
    text.asIntBuffer().put(state);
    return HexFormat.of().formatHex(text.array());
  }

  private void compress() {
    ByteBuffer.wrap(block).asIntBuffer().get(words, 0, 16);
    for (int i = 16; i < 64; i++) {
      int x = words[i - 15];
      int y = words[i - 2];
      words[i] = words[i - 16]
          + words[i - 7]
          + (Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ x >>> 3)
          + (Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ y >>> 10);
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < 64; i++) {
      int s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
      int t1 = h + s1 + (e & f ^ ~e & g) + K[i] + words[i];
      int s0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
      int t2 = s0 + (a & b ^ a & c ^ b & c);
      h = g;
      g = f;
      f = e;
      e = d + t1;
      d = c;
      c = b;
      b = a;
      a = t1 + t2;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}
