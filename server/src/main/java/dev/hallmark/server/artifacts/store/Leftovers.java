package dev.hallmark.server.artifacts.store;

import java.util.List;

/** What unfinished work left in a store, in an order that does not change. */
public interface Leftovers {
  /** For stores without any. */
  Leftovers NONE = new Leftovers() {
    @Override
    public List<Leftover> after(String position, int limit) {
      return List.of();
    }

    @Override
    public boolean remove(Leftover leftover) {
      return false;
    }
  };

  /**
   * @param position where to continue after it; several can have the same; empty if only {@link #next} knows
   * @param id for {@link #remove}
   * @param name for people
   * @param usedAt when something was last written to it, in milliseconds since the epoch
   */
  record Leftover(String position, String id, String name, long bytes, long usedAt) {}

  /** About this many after this position; the first ones for an empty position. Empty at the end. */
  List<Leftover> after(String position, int limit);

  /**
   * Where to continue once this one is processed too.
   *
   * @param position where to continue after those before it
   * @param gone whether it may not exist any more
   */
  default String next(String position, Leftover processed, boolean gone) {
    return processed.position();
  }

  /** Returns false if it is in use or does not exist any more. */
  boolean remove(Leftover leftover);
}
