package dev.hallmark.server.filter;

/** One clause of a filter. */
public record Condition(Field field, Operator operator, Operand operand) {
  /** The condition in filter syntax, for messages. Quotes inside values are not escaped. */
  String shown() {
    String prefix = field.kind() == Field.Kind.ATTRIBUTE ? "" : field.kind().word() + ".";
    return (prefix + field.key() + " " + operator.spelling() + " " + operand.shown()).strip();
  }
}
