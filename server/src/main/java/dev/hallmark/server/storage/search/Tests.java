package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Operand;
import dev.hallmark.server.filter.Operator;
import dev.hallmark.server.storage.functions.CaseFolding;

/** Comparisons of a value with an operand. A missing value matches only IS NULL. */
public final class Tests {
  private static final Sql FALSE = Sql.of("1 = 0");

  private Tests() {}

  public static Sql text(Sql value, Operator operator, Operand operand) {
    return switch (operator) {
      case IS_NULL -> value.then(" IS NULL");
      case IS_NOT_NULL -> value.then(" IS NOT NULL");
      case IN -> value.in(((Operand.Texts) operand).values());
      case NOT_IN -> value.then(" NOT").in(((Operand.Texts) operand).values());
      case LIKE, ILIKE -> like(value, operator, ((Operand.Text) operand).value());
      case EQUAL -> value.then(" = ?", ((Operand.Text) operand).value());
      case NOT_EQUAL -> value.then(" <> ?", ((Operand.Text) operand).value());
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
        throw new IllegalArgumentException("texts have no " + operator);
    };
  }

  /**
   * LIKE without an escape character, as in MLflow. The function {@code text_like} handles patterns with unbounded cost; patterns with
   * {@code _}, which in H2 is a UTF-16 code unit instead of a character; and ILIKE, for which PostgreSQL would fold ASCII only.
   */
  private static Sql like(Sql value, Operator operator, String pattern) {
    boolean folding = operator == Operator.ILIKE;
    return folding || pattern.indexOf('_') >= 0 || LikePattern.isCostly(pattern)
        ? Sql.of("text_like(")
            .then(value)
            .then(", ?, ?)", folding ? CaseFolding.fold(pattern) : pattern, folding)
        : value.then(" LIKE ? ESCAPE ''", pattern);
  }

  /** ILIKE on a column with the folded text. */
  static Sql folded(Sql value, String pattern) {
    return like(value, Operator.LIKE, CaseFolding.fold(pattern));
  }

  /** Compares an integer column. A fraction is rounded so that the result stays the same. */
  public static Sql whole(Sql value, Operator operator, Operand operand) {
    if (operand instanceof Operand.Whole whole) {
      return compare(value, operator, whole.value());
    }
    double wanted = ((Operand.Decimal) operand).value();
    boolean exact = wanted == Math.rint(wanted) && Math.abs(wanted) < 0x1p63;
    return switch (operator) {
      case EQUAL -> exact ? compare(value, operator, (long) wanted) : FALSE;
      case NOT_EQUAL ->
        exact ? compare(value, operator, (long) wanted) : value.then(" IS NOT NULL");
      case LESS, GREATER_OR_EQUAL -> compare(value, operator, (long) Math.ceil(wanted));
      case LESS_OR_EQUAL, GREATER -> compare(value, operator, (long) Math.floor(wanted));
      case LIKE, ILIKE, IN, NOT_IN, IS_NULL, IS_NOT_NULL ->
        throw new IllegalArgumentException("numbers have no " + operator);
    };
  }

  public static Sql real(Sql value, Operator operator, Operand operand) {
    return compare(value, operator, number(operand));
  }

  public static double number(Operand operand) {
    return operand instanceof Operand.Whole whole
        ? whole.value()
        : ((Operand.Decimal) operand).value();
  }

  private static Sql compare(Sql value, Operator operator, Object number) {
    String sign = operator == Operator.NOT_EQUAL ? "<>" : operator.spelling();
    return value.then(" " + sign + " ?", number);
  }
}
