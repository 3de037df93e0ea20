package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs requests in parallel, up to a maximum number, and returns their results in order. */
final class Window<T> {
  private final ExecutorService threads;
  private final int most;
  private final Deque<Future<T>> running = new ArrayDeque<>();
  private final List<T> results = new ArrayList<>();

  Window(ExecutorService threads, int most) {
    this.threads = threads;
    this.most = most;
  }

  /** As many threads as the windows need that share them. */
  static ExecutorService newThreads() {
    return Executors.newCachedThreadPool(work -> {
      Thread thread = new Thread(work, "hallmark-s3");
      thread.setDaemon(true);
      return thread;
    });
  }

  /** Waits for the oldest request if the maximum is reached, and throws its exception if it failed. */
  void add(Callable<T> request) {
    while (running.size() >= most) {
      takeOldest();
    }
    running.add(threads.submit(request));
  }

  /** Adds the result of a request that is complete. */
  void addDone(T result) {
    running.add(CompletableFuture.completedFuture(result));
  }

  /** Waits for all requests. Throws the exception of the first that failed. */
  List<T> await() {
    while (!running.isEmpty()) {
      takeOldest();
    }
    return List.copyOf(results);
  }

  private void takeOldest() {
    results.add(result(running.remove()));
  }

  private static <T> T result(Future<T> request) {
    try {
      return request.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RegistryException.unavailable(Subject.STORAGE, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SdkException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RegistryException failure) {
        throw failure;
      }
      throw RegistryException.internal(Subject.STORAGE, e.getCause());
    }
  }

  /** Waits for all requests and ignores their results. */
  void cancel() {
    while (!running.isEmpty()) {
      try {
        result(running.remove());
      } catch (SdkException | RegistryException e) { // ignored: the caller has failed already
        continue;
      }
    }
  }
}
