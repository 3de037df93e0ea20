package dev.hallmark.server.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedFileTest {
  private static final int BLOCK = 4096;
  private static final String HEADER = "write 0+8192";

  private final RecordingFile disk = new RecordingFile();
  private OrderedFile file;

  /** A file with a header and the chunks 1 and 2, all of it flushed. */
  @BeforeEach
  void prepare() throws IOException {
    file = OrderedFile.over(disk, DiskSpace.unwatched());
    file.write(header(2, 1, 1), 0);
    file.write(chunk(1, 1, 2), 2 * BLOCK);
    file.write(chunk(2, 2, 2), 4 * BLOCK);
    file.force(true);
    disk.takeDeeds();
  }

  @Test
  void chunk_putsItsFirstSectorDownWhenTheRestIsFlushed() throws IOException {
    file.write(chunk(3, 3, 2), 6 * BLOCK);
    assertThat(disk.takeDeeds()).containsExactly("write 25088+7680", "force", "write 24576+512");
  }

  @Test
  void chunk_arrivesAsItWasGiven() throws IOException {
    ByteBuffer given = chunk(3, 3, 2);
    assertThat(file.write(given, 6 * BLOCK)).isEqualTo(2 * BLOCK);
    assertThat(given.hasRemaining()).isFalse();
    assertThat(read(6 * BLOCK, 2 * BLOCK)).isEqualTo(chunk(3, 3, 2));
  }

  /** H2 reads the length of a large page there while the chunk is still in its own memory. */
  @Test
  void chunk_canBeReadWhileItIsWritten() throws IOException {
    List<ByteBuffer> seen = new ArrayList<>();
    disk.onFlush(() -> {
      seen.add(readAsH2(6 * BLOCK, 128));
      seen.add(readAsH2(7 * BLOCK + 100, 128));
      seen.add(readAsH2(2 * BLOCK, 128));
    });
    ByteBuffer given = chunk(3, 3, 2);
    file.write(given.duplicate(), 6 * BLOCK);
    disk.onFlush(() -> {});
    assertThat(seen)
        .containsExactly(
            given.slice(0, 128), given.slice(BLOCK + 100, 128), chunk(1, 1, 2).slice(0, 128));
    assertThat(read(6 * BLOCK, 2 * BLOCK)).isEqualTo(given);
  }

  @Test
  void chunkOverFlushedSpace_waitsUntilTheHeaderNamesTheNewest() throws IOException {
    file.write(chunk(3, 3, 2), 6 * BLOCK);
    disk.takeDeeds();
    file.write(chunk(4, 4, 1), 2 * BLOCK);
    assertThat(disk.takeDeeds())
        .containsExactly("force", HEADER, "force", "write 8704+3584", "force", "write 8192+512");
    assertThat(headerOnDisk().refersTo(new ChunkMark(3, 3, 6 * BLOCK))).isTrue();
  }

  @Test
  void chunkOverFlushedSpace_leavesAHeaderThatNamesTheNewestAlready() throws IOException {
    file.write(header(4, 2, 2), 0);
    disk.takeDeeds();
    file.write(chunk(3, 3, 1), 2 * BLOCK);
    assertThat(disk.takeDeeds())
        .containsExactly("force", "write 8704+3584", "force", "write 8192+512");
  }

  @Test
  void header_followsAFlushAndNamesTheNewestChunk() throws IOException {
    file.write(chunk(3, 3, 1), 6 * BLOCK);
    disk.takeDeeds();
    file.write(header(4, 2, 2), 0);
    assertThat(disk.takeDeeds()).containsExactly("force", HEADER);
    assertThat(headerOnDisk().refersTo(new ChunkMark(3, 3, 6 * BLOCK))).isTrue();
  }

  @Test
  void header_thatNamesTheNewestChunkStaysAsItIs() throws IOException {
    file.write(header(4, 2, 2), 0);
    assertThat(read(0, 2 * BLOCK)).isEqualTo(header(4, 2, 2));
  }

  @Test
  void header_neverClaimsACleanShutdown() throws IOException {
    file.write(text("H:2,block:2,chunk:1,clean:1,version:1"), 0);
    assertThat(new String(read(0, BLOCK).array(), StandardCharsets.ISO_8859_1))
        .doesNotContain("clean");
  }

  @Test
  void header_isWrittenInBothBlocks() throws IOException {
    file.write(header(2, 1, 1), 0);
    assertThat(read(0, BLOCK)).isEqualTo(read(BLOCK, BLOCK));
  }

  @Test
  void header_thatCannotBeReadIsRefused() {
    assertThatThrownBy(() -> file.write(ByteBuffer.allocate(2 * BLOCK), 0))
        .isInstanceOf(IOException.class);
    assertThat(disk.takeDeeds()).isEmpty();
  }

  @Test
  void truncate_followsAFlush() throws IOException {
    file.write(chunk(3, 3, 1), 6 * BLOCK);
    disk.takeDeeds();
    file.truncate(6 * BLOCK);
    assertThat(disk.takeDeeds()).containsExactly("force", "truncate 24576");
  }

  @Test
  void spaceBehindATruncation_isNotInUse() throws IOException {
    file.truncate(4 * BLOCK);
    disk.takeDeeds();
    file.write(chunk(3, 3, 1), 4 * BLOCK);
    assertThat(disk.takeDeeds()).containsExactly("write 16896+3584", "force", "write 16384+512");
  }

  @Test
  void flush_withNothingNewCostsNothing() throws IOException {
    file.force(true);
    assertThat(disk.takeDeeds()).isEmpty();
  }

  @Test
  void failedFlush_endsWritingForGood() throws IOException {
    file.write(chunk(3, 3, 1), 6 * BLOCK);
    disk.failFlushes();
    assertThatThrownBy(() -> file.force(true)).hasMessage("i/o error");
    disk.repair();
    disk.takeDeeds();
    assertThatThrownBy(() -> file.force(true)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.write(chunk(4, 4, 1), 7 * BLOCK)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.truncate(6 * BLOCK)).isInstanceOf(IOException.class);
    assertThat(disk.takeDeeds()).isEmpty();
  }

  @Test
  void reopened_flushesFirstWhatTheProcessBeforeLeft() throws IOException {
    OrderedFile.over(disk, DiskSpace.unwatched());
    assertThat(disk.takeDeeds()).containsExactly("force");
  }

  @Test
  void reopened_securesTheChunkThatH2Found() throws IOException {
    OrderedFile reopened = OrderedFile.over(disk, DiskSpace.unwatched());
    reopened.read(ByteBuffer.allocate(1024), 4 * BLOCK);
    disk.takeDeeds();
    reopened.write(chunk(3, 3, 1), 2 * BLOCK);
    assertThat(disk.takeDeeds()).startsWith(HEADER, "force");
    assertThat(headerOnDisk().refersTo(new ChunkMark(2, 2, 4 * BLOCK))).isTrue();
  }

  @Test
  void reopened_readsTheHeaderBlockThatIsWhole() throws IOException {
    disk.write(ByteBuffer.allocate(BLOCK), 0);
    OrderedFile reopened = OrderedFile.over(disk, DiskSpace.unwatched());
    reopened.read(ByteBuffer.allocate(1024), 4 * BLOCK);
    reopened.write(chunk(3, 3, 1), 2 * BLOCK);
    assertThat(headerOnDisk().refersTo(new ChunkMark(2, 2, 4 * BLOCK))).isTrue();
  }

  private StoreHeader headerOnDisk() {
    return StoreHeader.read(read(0, 2 * BLOCK)).orElseThrow();
  }

  private ByteBuffer readAsH2(int position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    file.read(bytes, position);
    return bytes.rewind();
  }

  private ByteBuffer read(int position, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    disk.read(bytes, position);
    return bytes.rewind();
  }

  /** As H2 writes it, but for attributes that do not matter here. */
  private static ByteBuffer header(int block, int chunk, int version) {
    return text("H:2,block:" + block + ",chunk:" + chunk + ",version:" + version);
  }

  private static ByteBuffer text(String attributes) {
    byte[] checked = attributes.getBytes(StandardCharsets.ISO_8859_1);
    String sum = Integer.toHexString(DataUtils.getFletcher32(checked, 0, checked.length));
    byte[] line = (attributes + ",fletcher:" + sum + "\n").getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(2 * BLOCK).put(line).position(BLOCK).put(line).rewind();
  }

  private static ByteBuffer chunk(int id, int version, int blocks) {
    byte[] line = ("chunk:" + id + ",len:" + blocks + ",version:" + version + "\n")
        .getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(blocks * BLOCK);
    for (int i = 0; i < bytes.capacity(); i++) {
      bytes.put(i, (byte) (i * 31));
    }
    return bytes.put(line).rewind();
  }
}
