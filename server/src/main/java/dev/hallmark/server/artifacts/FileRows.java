package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.storage.IdBatches;
import dev.hallmark.server.storage.SharedWrites;
import dev.hallmark.server.storage.Tx;
import dev.hallmark.server.storage.Writes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Stored digests of files, and whether they are still valid. */
public final class FileRows {
  private static final int ROWS_AT_ONCE = 500; // other writes wait for a transaction

  private final Jdbi jdbi;
  private final Writes writes;
  private final SharedWrites<FileRow> written = new SharedWrites<>(this::put);

  public FileRows(Jdbi jdbi, Writes writes) {
    this.jdbi = jdbi;
    this.writes = writes;
  }

  /** The row of this path, even if the file has changed since. */
  Optional<FileRow> find(ArtifactPath path) {
    return jdbi.withExtension(FileRowStore.class, store -> store.find(path.value()));
  }

  /**
   * Rows of files.
   *
   * @param current rows whose stamp matches the file
   * @param outdated rows of files that have been replaced or changed since
   */
  record Found(List<FileRow> current, List<FileRow> outdated) {}

  /** The rows of all files below a path, even if the files have changed since. */
  public List<FileRow> below(ArtifactPath path) {
    return jdbi.withExtension(FileRowStore.class, store -> store.below(path));
  }

  /** Rows of files below a path whose stamp matches. */
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

  /** Sealed files with the same content as these files, by digest. */
  Map<String, FileRow> linkable(List<FileRow> files) {
    List<String> digests = files.stream().map(FileRow::sha256).distinct().toList();
    Map<String, FileRow> found = new HashMap<>();
    jdbi.withExtension(FileRowStore.class, store -> IdBatches.of(digests, store::sealedContents))
        .forEach(row -> found.put(row.sha256(), row));
    return found;
  }

  /** Stores the row of a file that this server has written. */
  public void written(FileRow row) {
    written.add(row);
  }

  private void put(List<FileRow> rows) {
    List<FileRowStore.Flat> sorted = flat(rows.stream(), FileRowStore.Flat::path);
    writes.run(tx -> tx.attach(FileRowStore.class).putAll(sorted));
  }

  /** Deletes the row of a file whose digest is not known any more. */
  void forget(ArtifactPath path) {
    writes.run(tx -> tx.attach(FileRowStore.class).deleteAll(List.of(path.value())));
  }

  /** Marks a file as differing. Returns false if it is already marked or has been replaced. */
  boolean mark(Tx tx, FileRow file) {
    return tx.attach(FileRowStore.class).mark(new FileRowStore.Flat(file)) > 0;
  }

  /** Deletes the rows of all files below these paths, which are deleted, in transactions that are short even for many files. */
  public void forgetBelow(List<ArtifactPath> paths) {
    int done = 0;
    while (done < paths.size()) {
      List<ArtifactPath> rest = paths.subList(done, paths.size());
      done += writes.call(tx -> forgotten(tx.attach(FileRowStore.class), rest));
    }
  }

  /** Returns for how many of the first paths no row is left. */
  private static int forgotten(FileRowStore store, List<ArtifactPath> paths) {
    int limit = ROWS_AT_ONCE;
    for (int i = 0; i < paths.size(); i++) {
      limit -= store.deleteSomeBelow(paths.get(i), limit);
      if (limit == 0) {
        return i; // some may be left
      }
    }
    return paths.size();
  }

  void deleted(Tx tx, ArtifactPath path) {
    tx.attach(FileRowStore.class).deleteBelow(path);
  }

  /**
   * Stores the rows of a new seal.
   *
   * @param files the files of the seal
   * @param contents the files that later seals can link to
   * @param hashed files of the source that were hashed
   * @param first called in the transaction before that
   */
  void sealed(List<FileRow> files, List<FileRow> contents, Hashed hashed, Consumer<Tx> first) {
    List<FileRowStore.Flat> all =
        flat(Stream.concat(files.stream(), hashed.rows.stream()), FileRowStore.Flat::path);
    List<FileRowStore.Flat> linkable = flat(contents.stream(), FileRowStore.Flat::sha256);
    writes.run(tx -> {
      first.accept(tx);
      FileRowStore store = tx.attach(FileRowStore.class);
      store.deleteAll(files.stream().map(row -> row.path().value()).sorted().toList());
      store.deleteUnchanged(flat(hashed.outdated.stream(), FileRowStore.Flat::path));
      store.addAllIfAbsent(all);
      store.forgetContents(contents.stream().map(FileRow::sha256).sorted().toList());
      store.addContents(linkable);
    });
  }

  /**
   * Rows of files that were hashed.
   *
   * @param outdated the previous rows of these files; a row of a file that was uploaded since is kept
   */
  record Hashed(List<FileRow> rows, List<FileRow> outdated) {}

  void hashed(Hashed hashed) {
    sealed(List.of(), List.of(), hashed, tx -> {});
  }

  /** Sorted, to prevent deadlocks between transactions. */
  private static List<FileRowStore.Flat> flat(
      Stream<FileRow> rows, Function<FileRowStore.Flat, String> order) {
    return rows.map(FileRowStore.Flat::new).sorted(Comparator.comparing(order)).toList();
  }
}
