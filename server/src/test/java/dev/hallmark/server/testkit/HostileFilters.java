package dev.hallmark.server.testkit;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Filters as nobody should write them, beside some that somebody might: a third of them can be read. */
public final class HostileFilters {
  private static final List<String> TEXTS = List.of(
      "",
      "a",
      "b",
      "ab",
      "Ab",
      "B",
      "É",
      "é",
      "a%",
      "%b",
      "%a%",
      "_",
      "__",
      "a_",
      "%",
      "%%",
      "%_%",
      "%a%b%",
      "%é",
      "ß%",
      "ΑΣ%",
      "%ς",
      "%ı%",
      "\u212a%",
      "a%b",
      "\\",
      "%\\",
      "\\%",
      "a\\_",
      "[a-z]",
      "^",
      "$1",
      "{}",
      "?",
      "' OR '1'='1",
      "'; drop table registered_model; --",
      "\" or 1=1",
      "/*",
      "\n",
      "\t",
      "\u00a0",
      "\u202e",
      "😀",
      "%😀%",
      "10",
      "-1",
      "null",
      "NULL",
      "true",
      "default",
      "other",
      "x".repeat(300),
      "%" + "a%".repeat(40),
      "%" + "_".repeat(60));
  private static final List<String> NUMBERS = List.of(
      "0",
      "1",
      "2",
      "-1",
      "1.0",
      "1.5",
      "-0.0",
      "1e1",
      "1e-400",
      "1e400",
      "-1e400",
      "9223372036854775807",
      "9223372036854775808",
      "-9223372036854775809",
      "'1'",
      "\"2\"",
      "'x'",
      "1e",
      "NaN",
      "0x1",
      "1_000",
      "+1",
      ".5",
      "5.");
  private static final List<String> COMPARATORS = List.of(
      "=", "!=", "LIKE", "like", "ILIKE", "iLike", "IN", "NOT IN", "<", "<=", ">", ">=", "IS",
      "IS NOT", "==", "<>", "");
  private static final List<String> USUAL =
      List.of("=", "!=", "LIKE", "like", "ILIKE", "iLike", "=", "!=", "IN");
  private static final List<String> RUBBISH = List.of(
      "'",
      "\"",
      "`",
      "(",
      ")",
      ",",
      ";",
      "--",
      "/*",
      " ",
      "\0",
      "\ud800",
      "%",
      "\\",
      ".",
      "AND",
      "OR",
      "NOT",
      "tags.",
      "attributes.",
      "metrics.m",
      "\n",
      "=",
      "?",
      ":x",
      "$1",
      "{{x}}",
      "' OR 1=1 --",
      "é");

  private HostileFilters() {}

  /** @param fields what the resource can be filtered by, texts and numbers mixed */
  public static Arbitrary<String> about(List<String> fields) {
    Arbitrary<String> wellFormed = join(clause(fields, true), 1);
    Arbitrary<String> likely = join(clause(fields, false), 0);
    Arbitrary<String> damaged = Combinators.combine(
            likely, Arbitraries.of(RUBBISH), Arbitraries.integers().between(0, 60))
        .as(HostileFilters::damage);
    Arbitrary<String> glued =
        Arbitraries.of(pieces(fields)).list().ofMaxSize(12).map(words -> String.join(" ", words));
    return Arbitraries.frequencyOf(
        Tuple.of(6, wellFormed),
        Tuple.of(2, likely),
        Tuple.of(2, damaged),
        Tuple.of(2, glued),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(40)));
  }

  private static Arbitrary<String> join(Arbitrary<String> clause, int least) {
    return Combinators.combine(
            clause.list().ofMinSize(least).ofMaxSize(3),
            Arbitraries.of(" AND ", " and ", "\nAnd\t"))
        .as((clauses, and) -> String.join(and, clauses));
  }

  private static Arbitrary<String> clause(List<String> fields, boolean fitting) {
    Arbitrary<String> comparators = Arbitraries.of(fitting ? USUAL : COMPARATORS);
    return Combinators.combine(Arbitraries.of(fields), comparators, operand(), operand())
        .as((field, comparator, left, right) ->
            field + " " + comparator + " " + operand(comparator, left, right));
  }

  private static String operand(String comparator, String left, String right) {
    return switch (comparator) {
      case "IN", "NOT IN" -> "(" + left + ", " + right + ")";
      case "IS", "IS NOT" -> "NULL";
      default -> left;
    };
  }

  private static Arbitrary<String> operand() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.of(TEXTS).map(HostileFilters::quoted)),
        Tuple.of(1, Arbitraries.of(NUMBERS)));
  }

  private static String quoted(String text) {
    return text.contains("'") ? '"' + text.replace("\"", "") + '"' : "'" + text + "'";
  }

  private static String damage(String filter, String rubbish, int at) {
    int place = Math.min(at, filter.length());
    int end = Math.min(filter.length(), place + rubbish.length() % 3);
    return filter.substring(0, place) + rubbish + filter.substring(end);
  }

  private static List<String> pieces(List<String> fields) {
    List<String> pieces = new ArrayList<>(fields);
    pieces.addAll(COMPARATORS);
    pieces.addAll(RUBBISH);
    pieces.addAll(NUMBERS);
    TEXTS.forEach(text -> pieces.add(quoted(text)));
    return pieces;
  }
}
