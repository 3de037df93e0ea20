package dev.hallmark.server.artifacts.sealing;

import dev.hallmark.server.artifacts.Manifest;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.Seals;
import dev.hallmark.server.artifacts.direct.DirectFolder;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.ChangedFileException;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.SealDraft;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.error.RegistryException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies files that clients have stored themselves into this server's store, hashes them on the way, and seals the copy. */
public final class SourceSealing {
  private static final int MAX_ATTEMPTS = 5;

  /** For its entry, its line in the manifest and its row. */
  private static final long HEAP_PER_FILE = 4096;

  private final ArtifactStore store;
  private final Seals seals;
  private final long mostFiles;

  public SourceSealing(ArtifactStore store, Seals seals) {
    this(store, seals, Math.min(100_000, Runtime.getRuntime().maxMemory() / 4 / HEAP_PER_FILE));
  }

  SourceSealing(ArtifactStore store, Seals seals, long mostFiles) {
    this.store = store;
    this.seals = seals;
    this.mostFiles = mostFiles;
  }

  /**
   * Seals the file or folder; the seal is flushed when this returns. Each file is read once. If a file changes meanwhile, all are copied
   * again. Throws {@link UnsealableSourceException} for a source that cannot be sealed, UNAVAILABLE if the source or the store fails.
   */
  public Seal seal(DirectFolder source, SealingProgress progress) {
    try {
      for (int i = 0; i < MAX_ATTEMPTS; i++) {
        Optional<Seal> sealed = attempt(source, progress);
        if (sealed.isPresent()) {
          return sealed.get();
        }
      }
      throw new UnsealableSourceException("the files keep changing while they are copied", null);
    } catch (RegistryException e) {
      throw SealingFailures.of(e);
    }
  }

  /** Empty if a file has changed. */
  private Optional<Seal> attempt(DirectFolder source, SealingProgress progress) {
    List<Entry> files = list(source);
    if (files.isEmpty()) {
      source.root().requireMounted();
      throw new UnsealableSourceException("there are no files in " + source.uri(), null);
    }
    return StoreFailures.call(() -> {
      try (SealDraft draft = store.draftSeal()) {
        List<Manifest.Line> lines = copy(source, files, draft, progress);
        return list(source).equals(files)
            ? seals.publish(draft, new Manifest(lines))
            : Optional.empty();
      } catch (ChangedFileException e) {
        return Optional.empty();
      }
    });
  }

  private List<Entry> list(DirectFolder source) {
    long[] names = new long[1];
    return source.root().files(source.path(), count -> {
      names[0] += count;
      if (names[0] > mostFiles) {
        throw new UnsealableSourceException(
            "there are more than " + mostFiles + " files and folders", null);
      }
    });
  }

  private static List<Manifest.Line> copy(
      DirectFolder source, List<Entry> files, SealDraft draft, SealingProgress progress)
      throws IOException {
    List<Manifest.Line> lines = new ArrayList<>();
    long allBytes = files.stream().mapToLong(Entry::size).sum();
    long[] bytes = new long[1];
    for (Entry file : files) {
      String name = source.nameIn("", file);
      try (InputStream in = new CopiedStream(source.root().read(file), name, file.size(), read -> {
        bytes[0] += read;
        progress.copied(new SealingProgress.State(lines.size(), files.size(), bytes[0], allBytes));
      })) {
        lines.add(new Manifest.Line(draft.receive(in, file.size(), name), file.size(), name));
      }
    }
    return lines;
  }
}
