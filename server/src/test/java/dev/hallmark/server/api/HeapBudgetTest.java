package dev.hallmark.server.api;

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

  private static void assertRefused(ErrorKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RegistryException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }
}
