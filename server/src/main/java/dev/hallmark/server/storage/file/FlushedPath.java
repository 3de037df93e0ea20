package dev.hallmark.server.storage.file;

import dev.hallmark.server.storage.engine.H2;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's file system {@code flushed:}. The database file in it is an {@link OrderedFile}; every other file is left to the
 * file system whose name follows the prefix. Public, as H2 makes its own instances.
 */
public final class FlushedPath extends FilePathWrapper {
  private static final String DATABASE_FILE = ".mv.db";
  private static final Map<String, DiskSpace> SPACES = new ConcurrentHashMap<>();

  /** Makes the prefix known to H2. Has to happen before the first connection; repeating it is harmless. */
  public static void register() {
    FilePath.register(new FlushedPath());
  }

  /**
   * To be called before the file is opened, for one that is to outlast a full disk.
   *
   * @param database as in {@link H2#at}
   */
  public static void watch(String database, DiskSpace space) {
    SPACES.put(fileOf(database), space);
  }

  public static void forget(String database) {
    SPACES.remove(fileOf(database));
  }

  /** The file that H2 makes of this name, in the file system below this one. */
  public static String fileOf(String database) {
    return database + DATABASE_FILE;
  }

  @Override
  public String getScheme() {
    return "flushed";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = super.open(mode);
    return name.endsWith(DATABASE_FILE) && !mode.equals("r")
        ? OrderedFile.over(file, space())
        : file;
  }

  private DiskSpace space() {
    DiskSpace watched = SPACES.get(getBase().toString());
    return watched == null ? DiskSpace.unwatched() : watched;
  }
}
