package dev.hallmark.server.testkit;

import dev.hallmark.server.error.RegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Many clients at once. */
public final class Crowd {
  private Crowd() {}

  /** Runs the work of each member at the same moment on a thread of its own, and answers what they answered, in order. */
  public static <T> List<T> of(int members, IntFunction<Callable<T>> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(members);
    ExecutorService threads = Executors.newFixedThreadPool(members);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < members; i++) {
        Callable<T> one = work.apply(i);
        running.add(threads.submit(() -> {
          start.await();
          return one.call();
        }));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> each : running) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  /** What a call ended with: {@code ok} or the kind of its refusal. */
  public static Callable<String> outcome(Callable<?> call) {
    return outcome(call, RegistryException::kind);
  }

  /** What a call ended with: {@code ok} or what this tells of its refusal. */
  public static Callable<String> outcome(
      Callable<?> call, Function<RegistryException, Enum<?>> told) {
    return () -> {
      try {
        call.call();
        return "ok";
      } catch (RegistryException e) {
        return told.apply(e).name();
      }
    };
  }
}
