package dev.hallmark.server.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random rows and random valid filters and orders, from words so few that conditions meet and values tie. */
public final class Dice {
  private static final String CRAB = "\ud83e\udd80";
  /** Also some around the length of what an index holds of a value, with pairs of UTF-16 units on that border. */
  private static final List<String> WORDS = List.of(
      "a",
      "b",
      "ab",
      "abc",
      "B",
      "Ab",
      "é",
      "É",
      "a%b",
      "",
      "b_",
      "10",
      "9",
      "ΑΣΒ",
      "ας",
      "straße",
      "Iıİi",
      "\u212aelvin ſ",
      CRAB,
      "a" + CRAB,
      CRAB.repeat(50),
      CRAB.repeat(60),
      CRAB.repeat(60) + "b",
      CRAB.repeat(101),
      "a".repeat(99) + CRAB,
      "a".repeat(99) + CRAB + CRAB,
      "a".repeat(98) + CRAB,
      "a".repeat(100),
      "a".repeat(101));

  private static final List<String> PATTERNS = List.of(
      "a%",
      "%b",
      "%a%",
      "a_",
      "_",
      "%",
      "",
      "ab",
      "A%",
      "%É%",
      "%a%b%",
      "b%c%",
      "a\\%",
      "é%",
      "B_",
      "ΑΣ%",
      "%Σ",
      "ας",
      "%SS%",
      "%ẞ%",
      "%i",
      "%İ%",
      "%ı%",
      "k%",
      "%S",
      CRAB + "%",
      CRAB + "_%",
      "%" + CRAB,
      "__",
      "a_%",
      "_" + CRAB,
      CRAB.repeat(60),
      CRAB.repeat(55) + "%",
      "a".repeat(99) + CRAB + "%",
      "a".repeat(99) + "_");
  private static final List<Object> NUMBERS = List.of(0.5, 1.0, 1.5, 2.0, -1.0, 1e300, Double.NaN);

  private final Random random;

  public Dice(long seed) {
    this.random = new Random(seed);
  }

  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  public <T> T oneOf(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  public String word() {
    return oneOf(WORDS);
  }

  public double number() {
    return (Double) oneOf(NUMBERS);
  }

  /** Between 0 and 3 of the clauses, joined. */
  public String filter(List<Supplier<String>> clauses) {
    List<String> chosen = new ArrayList<>();
    for (int i = below(4); i > 0; i--) {
      chosen.add(oneOf(clauses).get());
    }
    return String.join(" AND ", chosen);
  }

  /** Up to three different ones of the fields, each with or without a direction. */
  public List<String> order(List<String> fields) {
    List<String> shuffled = new ArrayList<>(fields);
    Collections.shuffle(shuffled, random);
    return shuffled.subList(0, below(Math.min(4, fields.size() + 1))).stream()
        .map(field -> field + oneOf(List.of("", " ASC", " DESC")))
        .toList();
  }

  public Supplier<String> text(String field) {
    return () -> once(2)
        ? field + oneOf(List.of(" = ", " != ")) + quoted(word())
        : field + oneOf(List.of(" LIKE ", " ILIKE ")) + quoted(oneOf(PATTERNS));
  }

  public Supplier<String> list(String field) {
    return () ->
        field + oneOf(List.of(" IN (", " NOT IN (")) + quoted(word()) + ", " + quoted(word()) + ")";
  }

  public Supplier<String> presence(String field) {
    return () -> field + oneOf(List.of(" IS NULL", " IS NOT NULL"));
  }

  public Supplier<String> number(String field, List<String> values) {
    return () ->
        field + oneOf(List.of(" = ", " != ", " < ", " <= ", " > ", " >= ")) + oneOf(values);
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
