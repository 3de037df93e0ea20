package dev.hallmark.server.storage.file;

import dev.hallmark.server.storage.engine.H2;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's file system {@code flushed:}. Its database file is an {@link OrderedFile}; every other file uses the file system whose name follows
 * the prefix. Public, because H2 instantiates it.
 */
public final class FlushedPath extends FilePathWrapper {
  private static final String DATABASE_FILE = ".mv.db";
  private static final Map<String, DiskSpace> SPACES = new ConcurrentHashMap<>();

  /** Registers the file system with H2. Must be called before the first connection; can be called repeatedly. */
  public static void register() {
    FilePath.register(new FlushedPath());
  }

  /**
   * Makes the file survive a full disk. Must be called before it is opened.
   *
   * @param database as in {@link H2#at}
   */
  public static void watch(String database, DiskSpace space) {
    SPACES.put(fileOf(database), space);
  }

  public static void forget(String database) {
    SPACES.remove(fileOf(database));
  }

  /** The name of the file that H2 creates for this database name. */
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
