package dev.hallmark.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.error.ErrorKind;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.testkit.TestDatabase;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of the registry share: a new registry for each test. */
abstract class RegistryContract {
  @TempDir
  Path folder;

  TestRegistry registry;

  abstract TestDatabase engine();

  @BeforeEach
  void open() {
    registry = new TestRegistry(engine(), folder);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  static void assertRefused(ThrowingCallable call, ErrorKind kind, Subject subject) {
    assertThatThrownBy(call)
        .isInstanceOf(RegistryException.class)
        .extracting("kind", "subject")
        .containsExactly(kind, subject);
  }

  /** The change is refused when its event cannot be kept, and no row tells of it. */
  void assertLeavesNothing(ThrowingCallable change) {
    String before = registry.rows();
    registry.breakSink();
    assertRefused(change, ErrorKind.UNAVAILABLE, Subject.STORAGE);
    assertThat(registry.rows()).isEqualTo(before);
  }
}
