package dev.hallmark.server.filter;

import static dev.hallmark.server.filter.Operator.EQUAL;
import static dev.hallmark.server.filter.Operator.GREATER;
import static dev.hallmark.server.filter.Operator.GREATER_OR_EQUAL;
import static dev.hallmark.server.filter.Operator.ILIKE;
import static dev.hallmark.server.filter.Operator.IN;
import static dev.hallmark.server.filter.Operator.IS_NOT_NULL;
import static dev.hallmark.server.filter.Operator.IS_NULL;
import static dev.hallmark.server.filter.Operator.LESS;
import static dev.hallmark.server.filter.Operator.LESS_OR_EQUAL;
import static dev.hallmark.server.filter.Operator.LIKE;
import static dev.hallmark.server.filter.Operator.NOT_EQUAL;
import static dev.hallmark.server.filter.Operator.NOT_IN;

import java.util.List;
import java.util.Set;

/** The operators and operands that a field supports. */
enum Rule {
  TEXT(Value.TEXT, EQUAL, NOT_EQUAL, LIKE, ILIKE),
  TEXT_OR_LIST(Value.TEXT, EQUAL, NOT_EQUAL, LIKE, ILIKE, IN, NOT_IN),
  /** An id as text; without pattern operators. */
  IDENTIFIER(Value.TEXT, EQUAL, NOT_EQUAL, IN, NOT_IN),
  OPTIONAL_TEXT(Value.TEXT, EQUAL, NOT_EQUAL, LIKE, ILIKE, IS_NULL, IS_NOT_NULL),
  NUMBER(Value.NUMBER, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL),
  INTEGER(Value.INTEGER, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL),
  CODE(Value.CODE, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL);

  /** The type of the operand. */
  enum Value {
    TEXT,
    NUMBER,
    /** An integer, quoted or not. */
    INTEGER,
    /** As INTEGER, but a quoted text that is not a number is accepted and matches no row (MLflow 3.17 for logged models). */
    CODE
  }

  private final Value value;
  private final Set<Operator> operators;

  Rule(Value value, Operator... operators) {
    this.value = value;
    this.operators = Set.of(operators);
  }

  Value value() {
    return value;
  }

  /** The spellings of the operators, in the order of {@link Operator}. */
  List<String> spellings() {
    return operators.stream().sorted().map(Operator::spelling).toList();
  }

  boolean supports(Operator operator) {
    return operators.contains(operator);
  }
}
