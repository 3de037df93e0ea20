package dev.hallmark.server.config.settings;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Describes for a person why a file or folder cannot be used. */
public final class FileProblem {
  private FileProblem() {}

  /** Describes why a file or folder can be neither used nor created. */
  public static String making(Path path, Exception e) {
    Path above = firstThatExists(path.toAbsolutePath().getParent());
    if (e instanceof NoSuchFileException) {
      return "nothing can be made in " + above;
    }
    if (e instanceof AccessDeniedException && Files.notExists(path)) {
      return "permission denied in " + above;
    }
    return of(e);
  }

  private static Path firstThatExists(Path path) {
    Path found = path;
    while (found.getParent() != null && Files.notExists(found)) {
      found = found.getParent();
    }
    return found;
  }

  public static String of(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
      return "it is not a folder";
    }
    if (e instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason().toLowerCase(Locale.ROOT);
    }
    return String.valueOf(e.getMessage());
  }
}
