package dev.hallmark.compat.process;

import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many clients at once, each with a thread and a connection of its own. */
public final class Clients {
  private Clients() {}

  /** What one client does; {@code number} counts the clients from 0. */
  @FunctionalInterface
  public interface Client<T> {
    T run(Mlflow mlflow, int number) throws Exception;
  }

  /** A running crowd of clients. */
  public static final class Crowd<T> {
    private final List<Future<T>> futures = new ArrayList<>();

    /** Whether one of them is through, or has failed. */
    public boolean anyEnded() {
      return futures.stream().anyMatch(Future::isDone);
    }

    /** What each client brought back, in their order. The first that failed makes this fail. */
    public List<T> join() throws InterruptedException {
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        try {
          results.add(future.get());
        } catch (ExecutionException e) {
          throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
        }
      }
      return results;
    }
  }

  /** Connects them all, then lets them loose. */
  public static <T> Crowd<T> start(int port, int count, Client<T> client) throws IOException {
    List<Mlflow> connections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      connections.add(new Mlflow(port));
    }
    Crowd<T> crowd = new Crowd<>();
    ExecutorService threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      int number = i;
      crowd.futures.add(threads.submit(() -> {
        try (Mlflow mlflow = connections.get(number)) {
          return client.run(mlflow, number);
        }
      }));
    }
    threads.shutdown();
    return crowd;
  }

  public static <T> List<T> run(int port, int count, Client<T> client)
      throws IOException, InterruptedException {
    return start(port, count, client).join();
  }
}
