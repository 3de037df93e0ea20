package dev.hallmark.server.filter;

import java.util.List;

/** The right side of a condition. */
public sealed interface Operand {
  /** The operand in filter syntax. */
  String shown();

  /** A quoted string without its quotes; with LIKE, a pattern. */
  record Text(String value) implements Operand {
    @Override
    public String shown() {
      return "'" + value + "'";
    }
  }

  /** The list of IN; never empty. */
  record Texts(List<String> values) implements Operand {
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public String shown() {
      return "('" + String.join("', '", values) + "')";
    }
  }

  /** An integer of 64 bits. */
  record Whole(long value) implements Operand {
    @Override
    public String shown() {
      return String.valueOf(value);
    }
  }

  /** Any other number; infinite if it exceeds a double. */
  record Decimal(double value) implements Operand {
    @Override
    public String shown() {
      return String.valueOf(value);
    }
  }

  /** For IS NULL and IS NOT NULL, which have no operand. */
  record None() implements Operand {
    @Override
    public String shown() {
      return "";
    }
  }
}
