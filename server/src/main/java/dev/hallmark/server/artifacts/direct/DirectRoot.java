package dev.hallmark.server.artifacts.direct;

import dev.hallmark.server.artifacts.store.ChangedFileException;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileTree;
import java.io.IOException;
import java.io.InputStream;

/**
 * A folder or a part of a bucket where clients store files themselves. Paths are relative to it. If the service refuses this server's
 * credentials, methods throw FORBIDDEN with reason REFUSED_BY_STORAGE. If the folder or the bucket does not exist, they throw UNAVAILABLE
 * with reason ROOT_MISSING.
 */
public interface DirectRoot extends FileTree {
  DirectUri uri();

  /**
   * To be called before a missing file is taken for deleted. Throws UNAVAILABLE with reason ROOT_MISSING if the root looks like the mount
   * point of a share that is not mounted.
   */
  void requireMounted();

  /**
   * Reads a file from its beginning. Throws {@link ChangedFileException}, also while it is read, if the file is not the listed one any
   * more.
   */
  InputStream read(Entry file) throws IOException;
}
