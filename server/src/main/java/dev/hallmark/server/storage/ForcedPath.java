package dev.hallmark.server.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's file system {@code forced:}. The database file in it is an {@link OrderedFile}; every other file is left to the
 * file system whose name follows the prefix. Public, as H2 makes its own instances.
 */
public final class ForcedPath extends FilePathWrapper {
  private static final String DATABASE_FILE = ".mv.db";

  /** Makes the prefix known to H2. Has to happen before the first connection; repeating it is harmless. */
  static void register() {
    FilePath.register(new ForcedPath());
  }

  @Override
  public String getScheme() {
    return "forced";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = super.open(mode);
    return name.endsWith(DATABASE_FILE) && !mode.equals("r") ? OrderedFile.over(file) : file;
  }
}
