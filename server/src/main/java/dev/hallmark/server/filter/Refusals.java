package dev.hallmark.server.filter;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Field.Kind;
import java.util.Arrays;
import java.util.Collection;

/**
 * Creates the errors of filters and orders. The field of the exception is a kind of field, {@code prefix}, or the parameter; the value is
 * the invalid part of the text. The last fact is the {@link Searched}.
 */
final class Refusals {
  private final Subject subject;
  private final String parameter;
  private final Searched searched;

  private Refusals(Subject subject, String parameter, Searched searched) {
    this.subject = subject;
    this.parameter = parameter;
    this.searched = searched;
  }

  static Refusals ofFilter(Searched searched) {
    return new Refusals(Subject.FILTER, "filter", searched);
  }

  static Refusals ofOrder(Searched searched) {
    return new Refusals(Subject.ORDER, "order_by", searched);
  }

  RegistryException malformed(String clause) {
    return refuse(Reason.MALFORMED, parameter, clause.strip());
  }

  /** The text has only whitespace. */
  RegistryException blank(String text) {
    return refuse(Reason.MISSING, parameter, text);
  }

  /** The field of an order is followed by a word other than ASC or DESC. */
  RegistryException direction(String entry) {
    return refuse(Reason.UNSUPPORTED, parameter, entry);
  }

  /** A character that PostgreSQL cannot store. */
  RegistryException characters(String text) {
    return refuse(Reason.CHARACTERS, parameter, text);
  }

  RegistryException tooLong(String what, int limit) {
    return refuse(Reason.TOO_LONG, parameter, what, limit);
  }

  RegistryException duplicate(String field) {
    return refuse(Reason.DUPLICATE, parameter, field);
  }

  RegistryException unknownPrefix(String prefix, Collection<String> valid) {
    return refuse(Reason.UNKNOWN, "prefix", prefix, list(valid));
  }

  RegistryException unknownKey(Kind kind, String key, Collection<String> valid) {
    return refuse(Reason.UNKNOWN, kind.word(), key, list(valid));
  }

  /** Facts: the key, the fields that support this operator, and the operators that this field supports. */
  RegistryException operator(Field field, Operator operator, Collection<String> takers, Rule rule) {
    return refuse(
        Reason.UNSUPPORTED,
        field.kind().word(),
        operator.spelling(),
        field.key(),
        list(takers),
        list(rule.spellings()));
  }

  /**
   * Facts: the key and the expected operand: {@code text}, {@code quotes} around it, {@code texts} or {@code any} in a list, {@code number}
   * or {@code integer}.
   */
  RegistryException type(Field field, String found, String expected) {
    return refuse(Reason.WRONG_TYPE, field.kind().word(), found, field.key(), expected);
  }

  private RegistryException refuse(Reason reason, String field, String value, Object... facts) {
    Object[] all = Arrays.copyOf(facts, facts.length + 1);
    all[facts.length] = searched;
    return RegistryException.invalid(subject, reason, field, value, all);
  }

  private static String list(Collection<String> names) {
    return String.join(", ", names.stream().map(name -> "'" + name + "'").toList());
  }
}
