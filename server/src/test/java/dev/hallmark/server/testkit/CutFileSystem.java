package dev.hallmark.server.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's file system {@code cut:}, whose database files forget what was not flushed. Public, as H2 makes instances. */
public final class CutFileSystem extends FilePathWrapper {
  private static final Map<String, CutFile> OPEN = new ConcurrentHashMap<>();

  public static void register() {
    FilePath.register(new CutFileSystem());
  }

  /** @param name of a file opened for writing, without the prefix */
  static CutFile open(java.nio.file.Path name) {
    return OPEN.get(name.toString());
  }

  @Override
  public String getScheme() {
    return "cut";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    FileChannel file = super.open(mode);
    if (!name.endsWith(".mv.db") || mode.equals("r")) {
      return file;
    }
    String key = getBase().toString();
    CutFile cut = new CutFile(file, DiskRoom.of(key), () -> OPEN.remove(key));
    OPEN.put(key, cut);
    return cut;
  }
}
