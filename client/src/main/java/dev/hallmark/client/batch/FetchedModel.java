package dev.hallmark.client.batch;

import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.mlmodel.MlModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A model version with local files. Other users of the cache do not change or remove its folder until this object is closed.
 *
 * <pre>{@code
 * try (FetchedModel model = fetcher.fetch("models:/fraud@champion")) {
 *   log.info("{} version {}, digest {}", model.name(), model.version(), model.digest());
 *   score(model.folder().resolve("model.onnx"));
 * }
 * }</pre>
 */
public final class FetchedModel implements AutoCloseable {
  private final Resolved resolved;
  private final ModelCache.Tree tree;
  private final boolean isOffline;

  FetchedModel(Resolved resolved, ModelCache.Tree tree, boolean isOffline) {
    this.resolved = resolved;
    this.tree = tree;
    this.isOffline = isOffline;
  }

  public String name() {
    return resolved.name();
  }

  public int version() {
    return resolved.version();
  }

  /** The run that created it; empty if the registry has none. */
  public String runId() {
    return resolved.runId();
  }

  /** The local folder. Its files are read-only. */
  public Path folder() {
    return tree.folder();
  }

  public List<FetchedFile> files() {
    return tree.manifest().files();
  }

  /**
   * The SHA-256 of the manifest, which has a line {@code sha256  size  path} for each file, sorted. If the version {@link #isSealed}, it
   * equals the digest in the registry; otherwise it is computed from the downloaded files and identifies them, but proves nothing about
   * their origin.
   */
  public String digest() {
    return tree.manifest().digest();
  }

  /**
   * Whether the server has a digest of the version, which the files match: always true on Hallmark, except for reference versions; never on
   * MLflow's own server.
   */
  public boolean isSealed() {
    return resolved.isSealed();
  }

  /** Whether it came from the cache without asking the server. */
  public boolean isOffline() {
    return isOffline;
  }

  /** When the server resolved the URI to this version. */
  public Instant resolvedAt() {
    return resolved.at();
  }

  /** The time since {@link #resolvedAt}. */
  public Duration age() {
    return Duration.between(resolved.at(), Instant.now());
  }

  /** Reads the file {@code MLmodel}. Throws with code {@code LOCAL_FILE} if there is none. */
  public MlModel mlModel() {
    Path file = folder().resolve("MLmodel");
    if (!Files.exists(file)) {
      throw new HallmarkException(
          HallmarkException.LOCAL_FILE,
          "version " + version() + " of " + name() + " has no file MLmodel");
    }
    return MlModel.read(file);
  }

  /** Releases the files, so that the cache can remove them when it needs space. */
  @Override
  public void close() {
    try {
      tree.use().close();
    } catch (IOException e) {
      throw new HallmarkException(HallmarkException.LOCAL_FILE, "cannot release " + folder(), e);
    }
  }
}
