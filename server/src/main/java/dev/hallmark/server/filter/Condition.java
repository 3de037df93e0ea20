package dev.hallmark.server.filter;

/** One clause of a filter. */
public record Condition(Field field, Operator operator, Operand operand) {
  /** In the words of filters, without care for quotes inside of texts. */
  String shown() {
    String prefix = field.kind() == Field.Kind.ATTRIBUTE ? "" : field.kind().word() + ".";
    return (prefix + field.key() + " " + operator.spelling() + " " + operand.shown()).strip();
  }
}
