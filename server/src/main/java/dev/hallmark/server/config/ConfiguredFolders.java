package dev.hallmark.server.config;

import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.FileProblem;
import dev.hallmark.server.config.settings.Setting;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Creates the configured folders and checks that they are writable. */
public final class ConfiguredFolders {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** With less free space, even creating an empty file can fail. */
  private static final long FULL_BYTES = 1 << 20;

  private ConfiguredFolders() {}

  /** Throws {@link ConfigException} that names the first folder that is not writable. */
  public static void prepare(Config config) {
    make(Setting.DATA, config.data(), "rwx------");
    config.artifacts().map(ConfiguredFolders::isMade, bucket -> false);
    for (DirectRootsConfig.Root root : config.directRoots().roots()) {
      root.map(folder -> isApart(root, folder, config), bucket -> true);
    }
  }

  /** Throws if clients cannot store files in the folder, or could change what only the server changes. */
  private static boolean isApart(DirectRootsConfig.Root root, Path folder, Config config) {
    try {
      Path real = folder.toRealPath();
      if (!Files.isDirectory(real) || !Files.isReadable(real)) {
        throw new NotDirectoryException(folder.toString());
      }
      List<Path> own = new ArrayList<>(List.of(config.data()));
      config.artifacts().map(store -> own.add(store.folder()), bucket -> false);
      for (Path each : own) {
        Path other = each.toRealPath();
        if (real.startsWith(other) || other.startsWith(real)) {
          throw DirectRootsConfig.inside(root, each.toString());
        }
      }
      return true;
    } catch (IOException e) {
      throw new ConfigException("cannot use the folder " + root.location()
          + ", where clients store files: " + FileProblem.of(e));
    }
  }

  private static boolean isMade(FolderConfig artifacts) {
    String rights = artifacts.mode() == ArtifactMode.GROUP ? "rwxr-x---" : "rwx------";
    make(Setting.ARTIFACTS, artifacts.folder(), rights);
    return true;
  }

  /**
   * Sets permissions only for a folder that it creates; those of an existing folder are up to its owner. A full disk does not prevent the
   * start, because the files can still be read.
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
