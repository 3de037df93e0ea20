package dev.hallmark.server.storage.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.storage.failures.StorageException;
import org.junit.jupiter.api.Test;

class TestedH2Test {
  @Test
  void buildOnTheClassPath_isTheTestedOne() {
    assertThatCode(TestedH2::require).doesNotThrowAnyException();
  }

  @Test
  void otherBuild_isRefusedByName() {
    assertThatThrownBy(() -> TestedH2.require("2.4.240 (2025-09-22)"))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("2.4.240 (2025-09-22)")
        .hasMessageContaining(TestedH2.BUILD);
  }
}
