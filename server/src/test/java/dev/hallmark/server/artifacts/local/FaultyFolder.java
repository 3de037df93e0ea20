package dev.hallmark.server.artifacts.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder on a {@link FaultyDisk}. */
record FaultyFolder(Folder folder, FaultyDisk disk) implements Folder {
  @Override
  public Path path() {
    return folder.path();
  }

  @Override
  public Optional<Folder> folder(Path name) throws IOException {
    return folder.folder(name).map(found -> new FaultyFolder(found, disk));
  }

  @Override
  public Optional<BasicFileAttributes> look(Path name) throws IOException {
    return folder.look(name);
  }

  @Override
  public List<Path> names() throws IOException {
    return folder.names();
  }

  @Override
  public FileChannel open(Path name, OpenOption... options) throws IOException {
    disk.beforeOpen.run();
    return disk.open(folder.open(name, options), name, List.of(options));
  }

  @Override
  public void chmod(Path name, Set<PosixFilePermission> mode) throws IOException {
    folder.chmod(name, mode);
  }

  @Override
  public void move(Path name, Folder to, Path newName) throws IOException {
    disk.beforeMove.run();
    if (!disk.moving.isEmpty()) {
      throw new IOException(disk.moving);
    }
    folder.move(name, ((FaultyFolder) to).folder, newName);
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    folder.deleteFile(name);
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    folder.deleteFolder(name);
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
