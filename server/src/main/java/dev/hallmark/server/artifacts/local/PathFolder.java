package dev.hallmark.server.artifacts.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder by its path, for platforms without {@link java.nio.file.SecureDirectoryStream}. Before each operation it checks that its path
 * has no symbolic link; a link that is created between the check and the operation is followed.
 *
 * @param path the real path, without symbolic links
 */
record PathFolder(Path path) implements Folder {
  /** Throws if there is no folder. */
  static Folder open(Path path) throws IOException {
    if (!Files.readAttributes(path, BasicFileAttributes.class).isDirectory()) {
      throw new NotDirectoryException(path.toString());
    }
    return new PathFolder(path);
  }

  private Path checked(Path name) throws IOException {
    if (!path.toRealPath().equals(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return path.resolve(name);
  }

  @Override
  public Optional<Folder> folder(Path name) throws IOException {
    return look(name).filter(BasicFileAttributes::isDirectory).isPresent()
        ? Optional.of(new PathFolder(path.resolve(name)))
        : Optional.empty();
  }

  @Override
  public Optional<BasicFileAttributes> look(Path name) throws IOException {
    try {
      return Optional.of(Files.readAttributes(
          checked(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Path> names() throws IOException {
    List<Path> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(checked(Path.of("")))) {
      entries.forEach(each -> names.add(each.getFileName()));
      return names;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public FileChannel open(Path name, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(List.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(checked(name), all);
  }

  @Override
  public void chmod(Path name, Set<PosixFilePermission> mode) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(
        checked(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view != null) { // null on a file system without POSIX permissions
      view.setPermissions(mode);
    }
  }

  @Override
  public void move(Path name, Folder to, Path newName) throws IOException {
    Files.move(checked(name), ((PathFolder) to).checked(newName), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    Files.delete(checked(name));
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    Files.delete(checked(name));
  }

  @Override
  public void close() {}
}
