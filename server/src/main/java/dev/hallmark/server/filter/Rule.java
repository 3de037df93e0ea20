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

/** Which comparisons a field takes, and with what. */
enum Rule {
  TEXT(Value.TEXT, EQUAL, NOT_EQUAL, LIKE, ILIKE),
  TEXT_OR_LIST(Value.TEXT, EQUAL, NOT_EQUAL, LIKE, ILIKE, IN, NOT_IN),
  /** A text whose parts mean nothing. */
  IDENTIFIER(Value.TEXT, EQUAL, NOT_EQUAL, IN, NOT_IN),
  OPTIONAL_TEXT(Value.TEXT, EQUAL, NOT_EQUAL, LIKE, ILIKE, IS_NULL, IS_NOT_NULL),
  NUMBER(Value.NUMBER, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL),
  INTEGER(Value.INTEGER, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL),
  CODE(Value.CODE, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL);

  /** What stands right of the operator. */
  enum Value {
    TEXT,
    NUMBER,
    /** Without a fraction, quoted or not. */
    INTEGER,
    /** As INTEGER, but a quoted text that is no number is a value that no row has (MLflow 3.17 on logged models). */
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

  /** As filters spell them, in the order of the operators. */
  List<String> spellings() {
    return operators.stream().sorted().map(Operator::spelling).toList();
  }

  boolean takes(Operator operator) {
    return operators.contains(operator);
  }
}
