package dev.hallmark.server.storage.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.storage.Database;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Databases contain the names of these methods, and values that they computed. Add new ones here; never change or remove a
 * line.
 */
class FrozenFunctionsTest {
  private static final String CRAB = "\ud83e\udd80";

  @Test
  void signatures_areThoseThatDatabasesContain() {
    assertThat(Stream.of(CaseFolding.class, TagBits.class, TextLike.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::toString))
        .contains(
            "public static java.lang.String dev.hallmark.server.storage.functions.CaseFolding.fold(java.lang.String)",
            "public static long dev.hallmark.server.storage.functions.TagBits.of(java.lang.String,java.lang.String)",
            "public static java.lang.Boolean dev.hallmark.server.storage.functions.TextLike.matches("
                + "java.lang.String,java.lang.String,boolean)");
  }

  /** H2 2.5.252 calls a method by its name and the number of its arguments. */
  @Test
  void methods_haveOneSignatureForEachNumberOfArguments() {
    assertThat(Stream.of(CaseFolding.class, TagBits.class, TextLike.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(method ->
                method.getDeclaringClass() + method.getName() + method.getParameterCount()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aliasesOfH2_nameMethodsOfThisPackage() {
    try (Database database = Database.memory()) {
      List<String> named = database
          .jdbi()
          .withHandle(handle -> handle
              .createQuery("select external_name from information_schema.routines"
                  + " where routine_schema = 'public'")
              .mapTo(String.class)
              .list());
      assertThat(named)
          .containsExactlyInAnyOrder(
              "dev.hallmark.server.storage.functions.TagBits.of",
              "dev.hallmark.server.storage.functions.TextLike.matches");
    }
  }

  @Test
  void tagBits_areThoseInRows() {
    assertThat(TagBits.of("", "")).isEqualTo(72057594037928448L);
    assertThat(TagBits.of("team", "risk")).isEqualTo(524352L);
    assertThat(TagBits.of("stra\u00dfe", CRAB)).isEqualTo(17179869184L);
  }

  @Test
  void foldedNames_areThoseInRows() {
    assertThat(CaseFolding.fold("Fraud-\u00c9 \u0391\u03a3 I\u0131\u0130i \u212aelvin " + CRAB))
        .isEqualTo("fraud-\u00e9 \u03b1\u03c3 i\u0131\u0130i kelvin " + CRAB);
  }
}
