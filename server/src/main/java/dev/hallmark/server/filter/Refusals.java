package dev.hallmark.server.filter;

import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.filter.Field.Kind;
import java.util.Collection;

/**
 * What a filter or an order is refused with. The exception's field is a kind of field in its texts' words, or {@code
 * prefix}, or the whole parameter; its value is the piece of text to blame.
 */
final class Refusals {
  static final Refusals OF_FILTER = new Refusals(Subject.FILTER, "filter");
  static final Refusals OF_ORDER = new Refusals(Subject.ORDER, "order_by");

  private final Subject subject;
  private final String parameter;

  private Refusals(Subject subject, String parameter) {
    this.subject = subject;
    this.parameter = parameter;
  }

  RegistryException malformed(String clause) {
    return refuse(Reason.MALFORMED, parameter, clause.strip());
  }

  /** A character that no database stores. */
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

  /** Facts: the key, and the fields that would take this operator as a list; empty when none would. */
  RegistryException operator(Field field, Operator operator, Collection<String> takers) {
    return refuse(
        Reason.UNSUPPORTED, field.kind().word(), operator.spelling(), field.key(), list(takers));
  }

  /** Facts: the key, and what was expected: {@code text}, {@code list}, {@code number} or {@code integer}. */
  RegistryException type(Field field, String found, String expected) {
    return refuse(Reason.WRONG_TYPE, field.kind().word(), found, field.key(), expected);
  }

  private RegistryException refuse(Reason reason, String field, String value, Object... facts) {
    return RegistryException.invalid(subject, reason, field, value, facts);
  }

  private static String list(Collection<String> names) {
    return String.join(", ", names.stream().map(name -> "'" + name + "'").toList());
  }
}
