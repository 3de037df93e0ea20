package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.storage.IdBatches;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** What the server knows of its files, as far as the files still are what it knows of. */
final class FileRows {
  private final Jdbi jdbi;
  private final Writes writes;

  FileRows(Jdbi jdbi, Writes writes) {
    this.jdbi = jdbi;
    this.writes = writes;
  }

  /** The row of this path, whether or not it still is that of the file there. */
  Optional<FileRow> find(ArtifactPath path) {
    return jdbi.withExtension(FileRowStore.class, store -> store.find(path.value()));
  }

  /** Rows of files below a path that were found to differ. */
  List<FileRow> differing(ArtifactPath path) {
    return jdbi.withExtension(FileRowStore.class, store -> store.differing(path));
  }

  /**
   * Rows of files.
   *
   * @param current of files that are as their row says
   * @param outdated of files that have been replaced or changed since their row was stored
   */
  record Found(List<FileRow> current, List<FileRow> outdated) {}

  /** Rows of those of the files below a path that are as the row says. */
  List<FileRow> matching(ArtifactPath path, List<Entry> files) {
    return of(path, files).current();
  }

  /** Rows of the files below a path. */
  Found of(ArtifactPath path, List<Entry> files) {
    Map<ArtifactPath, FileRow> rows = new HashMap<>();
    jdbi.withExtension(FileRowStore.class, store -> store.below(path))
        .forEach(row -> rows.put(row.path(), row));
    List<FileRow> current = new ArrayList<>();
    List<FileRow> outdated = new ArrayList<>();
    for (Entry file : files) {
      FileRow row = rows.get(file.path());
      if (row != null) {
        (row.isOf(file) ? current : outdated).add(row);
      }
    }
    return new Found(current, outdated);
  }

  /** By digest, a sealed file with the bytes of one of these. */
  Map<String, FileRow> linkable(List<FileRow> files) {
    List<String> digests = files.stream().map(FileRow::sha256).distinct().toList();
    Map<String, FileRow> found = new HashMap<>();
    jdbi.withExtension(FileRowStore.class, store -> IdBatches.of(digests, store::sealedContents))
        .forEach(row -> found.put(row.sha256(), row));
    return found;
  }

  void written(FileRow row) {
    writes.run(tx -> tx.attach(FileRowStore.class).put(row));
  }

  /** Marks a file as differing; false when it is marked already, or has been replaced. */
  boolean mark(Tx tx, FileRow file) {
    FileRowStore store = tx.attach(FileRowStore.class);
    String path = file.path().value();
    boolean marked = store.mark(new FileRowStore.Flat(file)) > 0;
    boolean sealed = Seal.withFile(file.path()).isPresent();
    if (!marked
        && sealed
        && store.find(path).filter(row -> row.isAt(file.stamp())).isEmpty()) {
      store.put(file); // its row is of another stamp, or was lost
      marked = store.mark(new FileRowStore.Flat(file)) > 0;
    }
    store.forgetContent(path);
    return marked;
  }

  void deleted(Tx tx, ArtifactPath path) {
    tx.attach(FileRowStore.class).deleteBelow(path);
  }

  /**
   * Stores the rows of a new seal.
   *
   * @param files of the seal
   * @param contents those of them that others may link to from now on
   * @param hashed files of the source whose digests became known
   */
  void sealed(List<FileRow> files, List<FileRow> contents, Hashed hashed) {
    List<FileRowStore.Flat> all =
        flat(Stream.concat(files.stream(), hashed.rows.stream()), FileRowStore.Flat::path);
    List<FileRowStore.Flat> linkable = flat(contents.stream(), FileRowStore.Flat::sha256);
    writes.run(tx -> {
      FileRowStore store = tx.attach(FileRowStore.class);
      store.deleteAll(files.stream().map(row -> row.path().value()).sorted().toList());
      store.deleteUnchanged(flat(hashed.outdated.stream(), FileRowStore.Flat::path));
      store.addAllIfAbsent(all);
      store.forgetContents(contents.stream().map(FileRow::sha256).sorted().toList());
      store.addContents(linkable);
    });
  }

  /**
   * Rows of files whose digests became known.
   *
   * @param outdated rows that were found with these files. One of a file that was uploaded since then stays.
   */
  record Hashed(List<FileRow> rows, List<FileRow> outdated) {}

  void hashed(Hashed hashed) {
    sealed(List.of(), List.of(), hashed);
  }

  /** In one order for everybody, so that two transactions cannot wait for each other. */
  private static List<FileRowStore.Flat> flat(
      Stream<FileRow> rows, Function<FileRowStore.Flat, String> order) {
    return rows.map(FileRowStore.Flat::new).sorted(Comparator.comparing(order)).toList();
  }
}
