package dev.hallmark.server.filter;

import java.util.List;

/** What a condition compares with. */
public sealed interface Operand {
  /** As filters write it. */
  String shown();

  /** One quoted text, without its quotes; the pattern of a LIKE. */
  record Text(String value) implements Operand {
    @Override
    public String shown() {
      return "'" + value + "'";
    }
  }

  /** The list of an IN; never empty. */
  record Texts(List<String> values) implements Operand {
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public String shown() {
      return "('" + String.join("', '", values) + "')";
    }
  }

  /** A number written without fraction that fits a long. */
  record Whole(long value) implements Operand {
    @Override
    public String shown() {
      return String.valueOf(value);
    }
  }

  /** Any other number; infinite when it was written too large for a double. */
  record Decimal(double value) implements Operand {
    @Override
    public String shown() {
      return String.valueOf(value);
    }
  }

  /** IS NULL and IS NOT NULL compare with nothing. */
  record None() implements Operand {
    @Override
    public String shown() {
      return "";
    }
  }
}
