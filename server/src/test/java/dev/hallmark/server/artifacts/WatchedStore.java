package dev.hallmark.server.artifacts;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.Incoming;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.SealDraft;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** A store where something happens whenever a seal is begun. */
record WatchedStore(ArtifactStore store, Runnable atDraft) implements ArtifactStore {
  @Override
  public SealDraft draftSeal() {
    SealDraft draft = store.draftSeal();
    try {
      atDraft.run();
    } catch (RuntimeException | Error e) {
      draft.close();
      throw e;
    }
    return draft;
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public Optional<Entry> stat(ArtifactPath path) {
    return store.stat(path);
  }

  @Override
  public List<Entry> list(ArtifactPath folder, IntConsumer count) {
    return store.list(folder, count);
  }

  @Override
  public List<Entry> files(ArtifactPath path, IntConsumer count) {
    return store.files(path, count);
  }

  @Override
  public Optional<OpenFile> open(ArtifactPath path) {
    return store.open(path);
  }

  @Override
  public Incoming receive(ArtifactPath path, InputStream body, long length) {
    return store.receive(path, body, length);
  }

  @Override
  public void writeUnflushed(ArtifactPath path, byte[] content) {
    store.writeUnflushed(path, content);
  }

  @Override
  public boolean delete(ArtifactPath path) {
    return store.delete(path);
  }

  @Override
  public boolean deleteUntil(ArtifactPath path, BooleanSupplier stop) {
    return store.deleteUntil(path, stop);
  }

  @Override
  public long highestNumber() {
    return store.highestNumber();
  }

  @Override
  public void flushSeal(String digest) {
    store.flushSeal(digest);
  }
}
