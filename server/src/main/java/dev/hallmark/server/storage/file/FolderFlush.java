package dev.hallmark.server.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Flushes the entries of a folder, which a flush of a file does not include. */
public final class FolderFlush {
  private FolderFlush() {}

  /** Flushes created, renamed and deleted entries of the folder to disk. */
  public static void of(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
