package dev.hallmark.server.storage.search.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Short texts in memory, found by a substring: among those that have its rarest three letters. Takes about 250 bytes for a
 * text of 20 letters. Whoever changes texts never waits for those who look for them.
 */
public final class TrigramIndex implements SubstringIndex {
  private static final int LETTERS = 3;
  private static final int FEW_GONE = 1_000;
  private static final Text GONE = new Text(0, "");

  private final Queue<Change> pending = new ConcurrentLinkedQueue<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final List<Text> texts = new ArrayList<>();
  private final Map<Long, Places> byLetters = new HashMap<>();
  private int gone;

  private record Text(long id, String text) {}

  private record Change(Text text, boolean comes) {}

  /** A text that the row has, or may have soon. */
  public void add(long id, String text) {
    submit(new Change(new Text(id, text), true));
  }

  /** Undoes the first {@link #add} of this text for this row, if there was one. */
  public void remove(long id, String text) {
    submit(new Change(new Text(id, text), false));
  }

  private void submit(Change change) {
    pending.add(change);
    if (lock.writeLock().tryLock()) {
      try {
        applyPending();
      } finally {
        lock.writeLock().unlock();
      }
    }
  }

  @Override
  public Optional<List<Long>> having(String substring, int most) {
    if (!pending.isEmpty()) {
      lock.writeLock().lock();
      try {
        applyPending();
      } finally {
        lock.writeLock().unlock();
      }
    }
    lock.readLock().lock();
    try {
      return among(places(substring), substring, most);
    } finally {
      lock.readLock().unlock();
    }
  }

  private Optional<List<Long>> among(IntStream places, String substring, int most) {
    Set<Long> ids = new LinkedHashSet<>();
    PrimitiveIterator.OfInt left = places.iterator();
    while (ids.size() <= most && left.hasNext()) {
      Text text = texts.get(left.nextInt());
      if (text.text.contains(substring)) {
        ids.add(text.id);
      }
    }
    return ids.size() > most ? Optional.empty() : Optional.of(List.copyOf(ids));
  }

  /** Where to look for texts with this substring. */
  private IntStream places(String substring) {
    return IntStream.rangeClosed(0, substring.length() - LETTERS)
        .mapToObj(i -> byLetters.getOrDefault(letters(substring, i), Places.NONE))
        .reduce((one, other) -> one.size <= other.size ? one : other)
        .map(Places::stream)
        .orElseGet(() -> IntStream.range(0, texts.size()));
  }

  private void applyPending() {
    for (Change change = pending.poll(); change != null; change = pending.poll()) {
      if (change.comes) {
        put(change.text);
      } else {
        take(change.text);
      }
    }
  }

  private void put(Text text) {
    for (int i = 0; i <= text.text.length() - LETTERS; i++) {
      byLetters.computeIfAbsent(letters(text.text, i), letters -> new Places()).add(texts.size());
    }
    texts.add(text);
  }

  private void take(Text text) {
    places(text.text)
        .filter(place -> texts.get(place).equals(text))
        .findFirst()
        .ifPresent(place -> {
          texts.set(place, GONE);
          gone++;
        });
    if (gone > FEW_GONE && gone > texts.size() / 2) {
      sweep();
    }
  }

  private void sweep() {
    List<Text> left = texts.stream().filter(text -> text != GONE).toList();
    texts.clear();
    byLetters.clear();
    gone = 0;
    left.forEach(this::put);
  }

  private static long letters(String text, int at) {
    return (long) text.charAt(at) << 32 | (long) text.charAt(at + 1) << 16 | text.charAt(at + 2);
  }

  /** Of texts in the list, in their order. */
  private static final class Places {
    static final Places NONE = new Places();

    private int[] places = new int[2];
    private int size;

    /** Those three letters may stand in one text more than once. */
    void add(int place) {
      if (size > 0 && places[size - 1] == place) {
        return;
      }
      if (size == places.length) {
        places = Arrays.copyOf(places, size + (size >> 1) + 1);
      }
      places[size++] = place;
    }

    IntStream stream() {
      return Arrays.stream(places, 0, size);
    }
  }
}
