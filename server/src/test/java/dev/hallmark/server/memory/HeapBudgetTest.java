package dev.hallmark.server.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class HeapBudgetTest {
  private static final long STEP = 64 * 1024;

  private final HeapBudget budget = new HeapBudget(10 * STEP);

  @Test
  void lease_takesUntilItHoldsAll() {
    HeapBudget.Lease lease = budget.lease();
    lease.take(10 * STEP);
    assertRefused(ErrorKind.TOO_LARGE, () -> lease.take(STEP));
  }

  @Test
  void lease_isRefusedWhatOthersHoldAndGetsItLater() {
    HeapBudget.Lease first = budget.lease();
    HeapBudget.Lease second = budget.lease();
    first.take(6 * STEP);
    second.take(4 * STEP);
    assertRefused(ErrorKind.OVERLOADED, () -> second.take(STEP));
    second.close();
    first.close();
    budget.lease().take(10 * STEP);
  }

  @Test
  void lease_countsWhatIsTakenBitByBit() {
    HeapBudget.Lease lease = budget.lease();
    for (int i = 0; i < 10 * STEP; i += 64) {
      lease.take(64);
    }
    assertRefused(ErrorKind.OVERLOADED, () -> budget.lease().take(STEP));
    assertRefused(ErrorKind.TOO_LARGE, () -> lease.take(STEP));
  }

  @Test
  void lease_givesBackAPart() {
    HeapBudget.Lease lease = budget.lease();
    lease.take(10 * STEP);
    lease.give(9 * STEP);
    budget.lease().take(9 * STEP);
  }

  @Test
  void rows_areCountedForTheRequestOfTheirThread() {
    long unused = HeapBudget.unused();
    HeapBudget.read("x".repeat(1_000_000));
    assertThat(HeapBudget.unused()).as("background work").isEqualTo(unused);

    HeapBudget.begin();
    assertThat(HeapBudget.read("x".repeat(1_000_000))).hasSize(1_000_000);
    assertThat(HeapBudget.read(null)).isNull();
    assertThat(unused - HeapBudget.unused()).isBetween(2_900_000L, 3_100_000L);
    HeapBudget.end();
    assertThat(HeapBudget.unused()).isEqualTo(unused);
  }

  @Test
  void request_givesBackWhatTheLastOneOfItsThreadLeft() {
    long unused = HeapBudget.unused();
    HeapBudget.begin();
    HeapBudget.ofRequest().take(3 * STEP);
    HeapBudget.begin();
    assertThat(HeapBudget.unused()).isEqualTo(unused);
    HeapBudget.end();
  }

  @Test
  void lend_givesBackWhatLoadingTookAndKeepsTheRest() {
    HeapBudget.begin();
    try {
      long unused = HeapBudget.unused();
      HeapBudget.lend(() -> HeapBudget.read("x".repeat(500_000)), text -> {
        HeapBudget.ofRequest().take(2 * STEP);
        return text;
      });
      assertThat(unused - HeapBudget.unused()).isEqualTo(2 * STEP);
      assertRefused(
          ErrorKind.TOO_LARGE,
          () -> HeapBudget.lend(
              () -> {
                HeapBudget.ofRequest().take(HeapBudget.most() + STEP);
                return "";
              },
              text -> text));
      assertThat(unused - HeapBudget.unused()).isEqualTo(2 * STEP);
    } finally {
      HeapBudget.end();
    }
  }

  private static void assertRefused(ErrorKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
