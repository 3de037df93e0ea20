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
 * A version whose files are here, in a folder that nobody else changes or removes until this is closed.
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

  /** The run that made it; empty where the registry does not know. */
  public String runId() {
    return resolved.runId();
  }

  /** Where its files are. They are read-only. */
  public Path folder() {
    return tree.folder();
  }

  public List<FetchedFile> files() {
    return tree.manifest().files();
  }

  /**
   * The SHA-256 over the list of all files, as {@code sha256  size  path} in sorted lines. Where the version {@link #isSealed} it is what the
   * server registered; else it is what arrived, which names the bytes but does not prove them.
   */
  public String digest() {
    return tree.manifest().digest();
  }

  /** Whether the server keeps the version by a digest that the files have: on Hallmark, unless it is a reference; on MLflow's own server never. */
  public boolean isSealed() {
    return resolved.isSealed();
  }

  /** Whether it came from the cache without a word of the server's. */
  public boolean isOffline() {
    return isOffline;
  }

  /** When the server said that the URI means this version. */
  public Instant resolvedAt() {
    return resolved.at();
  }

  /** How long that is ago. */
  public Duration age() {
    return Duration.between(resolved.at(), Instant.now());
  }

  /** What the model says about itself. Throws with code {@code LOCAL_FILE} where there is no file {@code MLmodel}. */
  public MlModel mlModel() {
    Path file = folder().resolve("MLmodel");
    if (!Files.exists(file)) {
      throw new HallmarkException(
          HallmarkException.LOCAL_FILE,
          "version " + version() + " of " + name() + " has no file MLmodel");
    }
    return MlModel.read(file);
  }

  /** Lets the cache remove the files when it needs room. */
  @Override
  public void close() {
    try {
      tree.use().close();
    } catch (IOException e) {
      throw new HallmarkException(HallmarkException.LOCAL_FILE, "cannot release " + folder(), e);
    }
  }
}
