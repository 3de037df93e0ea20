package dev.hallmark.client.batch;

import dev.hallmark.client.ArtifactFile;
import dev.hallmark.client.Artifacts;
import dev.hallmark.client.Download;
import dev.hallmark.client.HallmarkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Downloads all files of a folder concurrently. The first failure stops all downloads. */
final class Transfer {
  private final Artifacts artifacts;
  private final int parallel;
  private final ProgressListener listener;

  Transfer(Artifacts artifacts, int parallel, ProgressListener listener) {
    this.artifacts = artifacts;
    this.parallel = parallel;
    this.listener = listener;
  }

  /** @param uri the folder on the server */
  Manifest download(String uri, Path target) {
    List<ArtifactFile> files = artifacts.listAll(uri);
    if (files.isEmpty()) {
      throw new HallmarkException("RESOURCE_DOES_NOT_EXIST", "there are no files at '" + uri + "'");
    }
    Meter meter =
        new Meter(listener, files.stream().mapToLong(ArtifactFile::size).sum());
    ExecutorService threads =
        Executors.newFixedThreadPool(Math.min(parallel, files.size()), Transfer::thread);
    try {
      CompletionService<FetchedFile> downloads = new ExecutorCompletionService<>(threads);
      files.forEach(file -> downloads.submit(() -> download(file, target, meter)));
      List<FetchedFile> fetched = new ArrayList<>();
      while (fetched.size() < files.size()) {
        fetched.add(downloads.take().get());
      }
      meter.done();
      return new Manifest(fetched);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a download failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HallmarkException(
          HallmarkException.CONNECTION_LOST, "interrupted while downloading " + uri, e);
    } finally {
      end(threads);
    }
  }

  /** Returns when no thread writes to the folder any more, because the caller may delete it. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    boolean wasInterrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        wasInterrupted = true; // the downloads were interrupted too and end soon
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private FetchedFile download(ArtifactFile file, Path target, Meter meter) {
    Path path = target.resolve(file.path()).normalize();
    if (!path.startsWith(target)) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE, "the server lists a file outside: " + file.path());
    }
    Download download = artifacts.download(file.uri(), path, meter::add);
    return new FetchedFile(file.path(), download.size(), download.sha256());
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "hallmark-download");
    thread.setDaemon(true);
    return thread;
  }
}
