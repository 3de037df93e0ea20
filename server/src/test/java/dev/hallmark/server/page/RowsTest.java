package dev.hallmark.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final int THERE = 25_000;

  private final Rows.BatchSize size = new Rows.BatchSize();
  private final List<Integer> found = new ArrayList<>();
  private final List<Integer> loaded = new ArrayList<>();

  private Page<Long> find(int limit, String token) {
    int from = token.isEmpty() ? 0 : Integer.parseInt(token);
    int to = Math.min(THERE, from + limit);
    found.add(to - from);
    return new Page<>(LongStream.range(from, to).boxed().toList(), to < THERE ? "" + to : "");
  }

  private List<String> load(List<Long> ids) {
    loaded.add(ids.size());
    return ids.stream().map(id -> "row " + id).toList();
  }

  private Rows<String> rows(int limit, String token) {
    return Rows.byIds(limit, token, this::find, this::load, size);
  }

  private static List<String> expected(int from, int to) {
    return IntStream.range(from, to).mapToObj(id -> "row " + id).toList();
  }

  @Test
  void forEachBatch_handsOverAllRowsInOrder() {
    List<String> rows = new ArrayList<>();
    Optional<String> next = rows(200_000, "").forEachBatch(batch -> {
      rows.addAll(batch);
      return batch.size() * 50L;
    });
    assertThat(rows).isEqualTo(expected(0, THERE));
    assertThat(next).isEmpty();
    assertThat(found).containsExactly(10_000, 10_000, 5_000);
    assertThat(loaded.get(0)).isEqualTo(100);
    assertThat(loaded).allMatch(count -> count <= 500).hasSizeLessThan(60);
  }

  @Test
  void forEachBatch_endsAtTheLimitAndTellsWhereItGoesOn() {
    List<String> rows = new ArrayList<>();
    Optional<String> next = rows(12_345, "").forEachBatch(batch -> {
      rows.addAll(batch);
      return 1;
    });
    assertThat(rows).isEqualTo(expected(0, 12_345));
    assertThat(next).hasValue("12345");
  }

  @Test
  void forEachBatch_takesFewLargeRowsAtOnceAndMoreWhenTheyAreSmallAgain() {
    rows(2_000, "").forEachBatch(batch -> batch.size() * (loaded.size() <= 10 ? 100_000L : 100L));
    assertThat(loaded.subList(0, 10)).containsExactly(100, 10, 10, 10, 10, 10, 10, 10, 10, 10);
    assertThat(loaded.subList(10, 14)).containsExactly(10, 40, 160, 500);
  }

  @Test
  void forEachBatch_takesFewerRowsAtOnceWhereMoreDoNotFitIntoMemory() {
    List<String> rows = new ArrayList<>();
    Rows.byIds(20, "", this::find, ids -> loadUpTo(3, ids), size).forEachBatch(batch -> {
      rows.addAll(batch);
      return batch.size() * 400_000L;
    });
    assertThat(rows).isEqualTo(expected(0, 20));
    assertThat(loaded).startsWith(20, 10, 5, 2);
  }

  @Test
  void forEachBatch_isRefusedWhereNotEvenOneRowFits() {
    Rows<String> none = Rows.byIds(20, "", this::find, ids -> loadUpTo(0, ids), size);
    assertThatThrownBy(() -> none.forEachBatch(batch -> 1))
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED));
    assertThat(loaded).containsExactly(20, 10, 5, 2, 1);
  }

  private List<String> loadUpTo(int most, List<Long> ids) {
    List<String> rows = load(ids);
    if (ids.size() > most) {
      throw RegistryException.of(
          ErrorKind.OVERLOADED, Subject.REQUEST, Reason.TOO_LONG, "body", "");
    }
    return rows;
  }

  @Test
  void nextRequest_beginsWithWhatTheLastOneLearned() {
    rows(200, "").forEachBatch(batch -> batch.size() * 1_000_000L);
    loaded.clear();
    rows(200, "").forEachBatch(batch -> 1);
    assertThat(loaded).startsWith(1, 4, 16, 64);
  }

  @Test
  void wrongToken_isRefusedBeforeAnythingIsUsed() {
    assertThatThrownBy(() -> rows(5, "x")).isInstanceOf(NumberFormatException.class);
    assertThat(loaded).isEmpty();
  }
}
