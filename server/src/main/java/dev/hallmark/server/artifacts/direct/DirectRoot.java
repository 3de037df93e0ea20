package dev.hallmark.server.artifacts.direct;

import dev.hallmark.server.artifacts.store.ChangedFileException;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileTree;
import java.io.IOException;
import java.io.InputStream;

/**
 * A folder or a part of a bucket where clients store files themselves. Paths are relative to it. If the service refuses this server's
 * credentials, methods throw FORBIDDEN with reason REFUSED_BY_STORAGE.
 */
public interface DirectRoot extends FileTree {
  DirectUri uri();

  /**
   * Reads a file from its beginning. Throws {@link ChangedFileException}, also while it is read, if the file is not the listed one any
   * more.
   */
  InputStream read(Entry file) throws IOException;
}
