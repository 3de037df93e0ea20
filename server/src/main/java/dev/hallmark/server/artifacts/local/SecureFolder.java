package dev.hallmark.server.artifacts.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder by its file descriptor, which uses {@code openat} and similar system calls on Linux. */
record SecureFolder(Path path, SecureDirectoryStream<Path> stream) implements Folder {
  private static final int MAX_ATTEMPTS = 5;

  static Folder open(Path path) throws IOException {
    return new SecureFolder(path, (SecureDirectoryStream<Path>) Files.newDirectoryStream(path));
  }

  /** Whether the platform supports it. */
  static boolean isSupported(Path path) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      return stream instanceof SecureDirectoryStream;
    }
  }

  @Override
  public Optional<Folder> folder(Path name) throws IOException {
    if (!isFolder(name)) { // checked first, because opening a named pipe would block
      return Optional.empty();
    }
    try {
      SecureDirectoryStream<Path> below =
          opened(name, () -> stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
      return Optional.of(new SecureFolder(path.resolve(name), below));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
  }

  private interface Opening<T> {
    T run() throws IOException;
  }

  /** Treats a symbolic link as missing. Retries if a link has disappeared, which is not a failure of the disk. */
  private <T> T opened(Path name, Opening<T> opening) throws IOException {
    for (int i = 1; ; i++) {
      try {
        return opening.run();
      } catch (NoSuchFileException | NotDirectoryException | FileAlreadyExistsException e) {
        throw e;
      } catch (FileSystemException e) {
        if (look(name).filter(BasicFileAttributes::isSymbolicLink).isPresent()) {
          throw new NoSuchFileException(name.toString());
        }
        if (i == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private boolean isFolder(Path name) throws IOException {
    return look(name).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  @Override
  public Optional<BasicFileAttributes> look(Path name) throws IOException {
    try {
      return Optional.of(stream
          .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Path> names() throws IOException {
    List<Path> names = new ArrayList<>();
    try {
      stream.forEach(each -> names.add(each.getFileName()));
      return names;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public FileChannel open(Path name, OpenOption... options) throws IOException {
    Set<OpenOption> all = new HashSet<>(List.of(options));
    all.add(LinkOption.NOFOLLOW_LINKS);
    return (FileChannel) opened(name, () -> stream.newByteChannel(name, all));
  }

  @Override
  public void chmod(Path name, Set<PosixFilePermission> mode) throws IOException {
    stream
        .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setPermissions(mode);
  }

  @Override
  public void move(Path name, Folder to, Path newName) throws IOException {
    stream.move(name, ((SecureFolder) to).stream, newName);
  }

  @Override
  public void deleteFile(Path name) throws IOException {
    stream.deleteFile(name);
  }

  @Override
  public void deleteFolder(Path name) throws IOException {
    stream.deleteDirectory(name);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
