package dev.hallmark.server.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the names in a folder durable, as a flush of a file does not. */
public final class FolderFlush {
  private FolderFlush() {}

  /** Returns when files that were made, renamed or deleted in the folder are so after a power cut, too. */
  public static void of(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
