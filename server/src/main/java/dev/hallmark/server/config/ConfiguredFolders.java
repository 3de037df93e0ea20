package dev.hallmark.server.config;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the folders of a configuration, and finds out early that one cannot be used. */
public final class ConfiguredFolders {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** With less not even a name is sure to find room. */
  private static final long FULL_BYTES = 1 << 20;

  private ConfiguredFolders() {}

  /** Throws {@link ConfigException} naming the first folder that cannot be written. */
  public static void prepare(Config config) {
    make(Setting.DATA, config.data(), "rwx------");
    make(
        Setting.ARTIFACTS,
        config.artifacts().folder(),
        config.artifacts().mode() == ArtifactMode.GROUP ? "rwxr-x---" : "rwx------");
  }

  /**
   * Only a folder that is made here gets these rights: one that was there is its owner's business. A full disk is no
   * reason not to start: what lies there can be read.
   */
  private static void make(Setting setting, Path folder, String rights) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        if (POSIX) {
          Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
        }
      }
      Files.delete(Files.createTempFile(folder, ".hallmark", ".probe"));
    } catch (IOException e) {
      if (isFull(folder)) {
        return;
      }
      throw new ConfigException("cannot use the " + setting.key() + " folder " + folder + ": "
          + FileProblem.making(folder, e));
    }
  }

  private static boolean isFull(Path folder) {
    File disk = folder.toFile();
    return Files.isWritable(folder)
        && disk.getTotalSpace() > 0
        && disk.getUsableSpace() < FULL_BYTES;
  }
}
