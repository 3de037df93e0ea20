package dev.hallmark.server.artifacts.store;

import dev.hallmark.server.artifacts.Artifacts;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Where the bytes lie. It knows paths, files and folders; whose they are and who may do what is asked in {@link
 * Artifacts}. A store that cannot do its work throws UNAVAILABLE; nothing was acknowledged then.
 */
public interface ArtifactStore extends AutoCloseable {
  /** Empty where neither a file nor a folder lies. What is neither, a symbolic link above all, is not there. */
  Optional<Entry> stat(ArtifactPath path);

  /**
   * What lies directly in a folder, by name. Empty for a file and where nothing lies.
   *
   * @param count told how many names there are, before each is looked at; may throw where they are too many
   */
  List<Entry> list(ArtifactPath folder, IntConsumer count);

  /** As the other, however many they are. */
  default List<Entry> list(ArtifactPath folder) {
    return list(folder, any -> {});
  }

  /**
   * Every file below a folder, or the file itself, by path. Throws INVALID_ARGUMENT when something below has no legal
   * name or is neither file nor folder: a version made of the rest would not be what the person sees there.
   */
  List<Entry> files(ArtifactPath path);

  /** Empty unless a file lies there. */
  Optional<OpenFile> open(ArtifactPath path);

  /**
   * Reads the body to its end. Throws INVALID_ARGUMENT where the path cannot hold a file, and when the body is not of the
   * length announced.
   *
   * @param length of the body in bytes, -1 when it was not announced
   */
  Incoming receive(ArtifactPath path, InputStream body, long length);

  /**
   * Writes a small file, over what lay there: whole for those who look, but not flushed. For what is known elsewhere, too,
   * and is written again when a power cut took it.
   */
  void note(ArtifactPath path, byte[] content);

  /** Removes a file, or a folder with all that is below, at once for those who look. False when nothing lay there. */
  boolean delete(ArtifactPath path);

  /** The highest number that a folder at the top is named by, 0 without one. */
  long highestNumber();

  SealDraft draftSeal();

  /** Returns when the seal that was found at this digest is sure to outlast a power cut. */
  void flushSeal(String digest);

  /** Gives up what is not finished. */
  @Override
  void close();
}
