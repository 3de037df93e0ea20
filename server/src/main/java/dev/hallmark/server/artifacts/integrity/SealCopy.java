package dev.hallmark.server.artifacts.integrity;

import dev.hallmark.server.artifacts.Manifest;
import dev.hallmark.server.artifacts.direct.DirectFolder;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.FileTree;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;

/**
 * Other files that should be those of a seal.
 *
 * @param path of a folder with all files of the seal, or of its only file
 * @param field of the request that names it
 * @param root precedes paths in errors
 */
record SealCopy(FileTree tree, ArtifactPath path, String field, String root) {
  static SealCopy of(ArtifactStore store, ArtifactPath path) {
    return new SealCopy(store, path, "path", "");
  }

  static SealCopy of(DirectFolder folder) {
    return new SealCopy(folder.root(), folder.path(), "uri", folder.root().uri().text() + "/");
  }

  /** Reads all files. Throws NOT_FOUND if there are none. */
  Manifest manifest() {
    Manifest manifest = new Manifest(tree.files(path).stream()
        .map(file -> new Manifest.Line(hash(file.path()), file.size(), name(file.path())))
        .toList());
    if (manifest.lines().isEmpty()) {
      throw missing(path);
    }
    return manifest;
  }

  private String name(ArtifactPath file) {
    return file.equals(path) ? file.name() : file.from(path);
  }

  /** The path of a file of the seal in the copy. */
  ArtifactPath file(Manifest.Line line) {
    boolean isOnlyFile = path.name().equals(line.path())
        && tree.stat(path).filter(entry -> !entry.folder()).isPresent();
    return isOnlyFile ? path : path.child(line.path());
  }

  /** The SHA-256. Throws NOT_FOUND if there is no file. */
  String hash(ArtifactPath file) {
    return SealVerifier.hash(tree, file).orElseThrow(() -> missing(file));
  }

  /** Throws NOT_FOUND if there is no file. */
  OpenFile open(ArtifactPath file) {
    return tree.open(file).orElseThrow(() -> missing(file));
  }

  private RegistryException missing(ArtifactPath file) {
    return RegistryException.notFound(Subject.ARTIFACT, field, root + file);
  }

  /** The error for other contents. @param expected the digest, as is {@code found} */
  RegistryException mismatch(ArtifactPath file, String expected, String found) {
    return RegistryException.invalid(
        Subject.ARTIFACT, Reason.MISMATCH, field, root + file, expected, found);
  }
}
