package dev.hallmark.server.testkit;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far a file of {@link CutFileSystem} may grow: plenty, until a test says otherwise. */
public final class DiskRoom {
  private static final long PLENTY = 1L << 40;
  private static final Map<String, DiskRoom> OF_FILES = new ConcurrentHashMap<>();

  private long left = PLENTY;
  private boolean told = true;

  private DiskRoom() {}

  public static DiskRoom of(Path file) {
    return of(file.toAbsolutePath().toString());
  }

  static DiskRoom of(String file) {
    return OF_FILES.computeIfAbsent(file, name -> new DiskRoom());
  }

  public synchronized void leave(long bytes) {
    left = bytes;
    told = true;
  }

  /** As where a quota ends the room, of which the file system does not tell. */
  public synchronized void leaveUntold(long bytes) {
    left = bytes;
    told = false;
  }

  public void free() {
    leave(PLENTY);
  }

  /** What the file system says is left. */
  public synchronized long usable() {
    return told ? left : PLENTY;
  }

  /** Takes as many of these bytes as fit. */
  synchronized long take(long wanted) {
    long taken = Math.min(wanted, left);
    left -= taken;
    return taken;
  }
}
