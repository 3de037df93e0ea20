package dev.hallmark.server.tracking;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.testkit.TestDatabase;
import dev.hallmark.server.tracking.experiments.ArtifactLocations;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contracts of tracking share: an empty server for each test. */
abstract class TrackingContract {
  TestTracking tracking;

  abstract TestDatabase engine();

  @BeforeEach
  void open() {
    tracking = new TestTracking(engine(), ArtifactLocations.OWN_ROOT);
  }

  @AfterEach
  void close() {
    tracking.close();
  }

  static void assertRefused(ThrowingCallable call, ErrorKind kind, Subject subject, Reason reason) {
    assertThatThrownBy(call)
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "subject", "reason")
        .containsExactly(kind, subject, reason);
  }
}
