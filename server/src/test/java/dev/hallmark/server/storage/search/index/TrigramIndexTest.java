package dev.hallmark.server.storage.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.testkit.Crowd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrigramIndexTest {
  private static final int MANY = 1_000_000;

  private final TrigramIndex texts = new TrigramIndex();

  @Test
  void having_agreesWithLookingAtEveryText() {
    Random random = new Random(8);
    Map<Long, String> all = new TreeMap<>();
    for (long id = 0; id < 500; id++) {
      all.put(id, text(random, 12));
      texts.add(id, all.get(id));
    }
    for (int i = 0; i < 2_000; i++) {
      String piece = text(random, 5) + "a";
      assertThat(texts.containing(piece, MANY).orElseThrow())
          .as(piece)
          .containsExactlyInAnyOrderElementsOf(holders(all, piece));
    }
  }

  @Test
  void having_isEmptyFromOneMoreOnThanOneMayHave() {
    for (long id = 0; id < 7; id++) {
      texts.add(id, "fraud-" + id);
    }
    assertThat(texts.containing("fraud", 7).orElseThrow()).hasSize(7);
    assertThat(texts.containing("fraud", 6)).isEmpty();
    assertThat(texts.containing("d-", 6)).isEmpty();
  }

  @Test
  void having_namesARowOnceThatHasTheTextTwice() {
    texts.add(1, "fraud");
    texts.add(1, "fraud");
    texts.add(1, "fraud-two");
    assertThat(texts.containing("raud", 1)).contains(List.of(1L));
  }

  @Test
  void remove_takesBackOneOfTwo() {
    texts.add(1, "before");
    texts.add(1, "after");
    texts.add(1, "before");
    texts.remove(1, "before");
    texts.remove(1, "after");
    texts.remove(2, "before");
    assertThat(texts.containing("efor", MANY)).contains(List.of(1L));
    assertThat(texts.containing("fte", MANY)).contains(List.of());
  }

  @Test
  void remove_leavesTheOthersAsTheyAre() {
    Random random = new Random(9);
    Map<Long, String> all = new TreeMap<>();
    for (long id = 0; id < 5_000; id++) {
      all.put(id, text(random, 9));
      texts.add(id, all.get(id));
    }
    List<Long> going = new ArrayList<>(all.keySet());
    going.removeIf(id -> id % 4 == 0);
    going.forEach(id -> texts.remove(id, all.remove(id)));
    for (String piece : List.of("a", "ab", "abc", "cab", "bbbb")) {
      assertThat(texts.containing(piece, MANY).orElseThrow())
          .as(piece)
          .containsExactlyInAnyOrderElementsOf(holders(all, piece));
    }
  }

  @Test
  void having_seesWhatWasAddedBeforeByAnyThread() throws Exception {
    Crowd.of(8, thread -> () -> addAndFind(thread));
    assertThat(texts.containing("-end", MANY).orElseThrow()).hasSize(16_000);
  }

  private int addAndFind(int thread) {
    for (int i = 0; i < 2_000; i++) {
      String text = "t" + thread + "-" + i + "-end";
      texts.add(thread * 10_000L + i, text);
      assertThat(texts.containing(text, 1)).contains(List.of(thread * 10_000L + i));
    }
    return thread;
  }

  private static List<Long> holders(Map<Long, String> all, String piece) {
    return all.keySet().stream().filter(id -> all.get(id).contains(piece)).toList();
  }

  private static String text(Random random, int longest) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(longest); left > 0; left--) {
      text.append("abcé".charAt(random.nextInt(4)));
    }
    return text.toString();
  }
}
