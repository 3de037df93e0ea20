package dev.hallmark.server.artifacts.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.error.RegistryException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathRulesTest {
  private static final String[] PIECES = {
    "a",
    "Z",
    "9",
    "_",
    "-",
    ".",
    "..",
    "/",
    "//",
    "\\",
    "%",
    "%2e",
    "%2F",
    "%252e",
    ":",
    ";",
    "#",
    " ",
    "\u0000",
    "\t",
    "ä",
    "\u2028",
    "\ud800",
    "file:",
    "s3://",
    "C:",
    "~",
    "artifacts/",
    "x".repeat(250),
    "y/".repeat(120)
  };

  /** The fast check must not accept what the complete one refuses, nor refuse what it accepts. */
  @Test
  void check_decidesAsTheCompleteCheckDoes() {
    Random random = new Random(1);
    int accepted = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder path = new StringBuilder();
      int length = 1 + random.nextInt(8);
      int pieces = random.nextBoolean() ? PIECES.length : 8; // often only harmless ones
      for (int j = 0; j < length; j++) {
        path.append(PIECES[random.nextInt(pieces)]);
      }
      boolean expected = isAccepted(path.toString(), PathRules::checkAll);
      assertThat(isAccepted(path.toString(), PathRules::check))
          .describedAs(path.toString())
          .isEqualTo(expected);
      accepted += expected ? 1 : 0;
    }
    assertThat(accepted).isBetween(20_000, 180_000);
  }

  private interface Check {
    void run(String path);
  }

  private static boolean isAccepted(String path, Check check) {
    try {
      check.run(path);
      return true;
    } catch (RegistryException e) {
      return false;
    }
  }
}
