package dev.hallmark.server.error;

import java.util.Arrays;
import java.util.List;

/**
 * An answer that is not a success. It carries facts, no text: every protocol words it for its own clients. Thrown anywhere,
 * caught in one place ({@code api.Protocols}).
 */
public class RegistryException extends RuntimeException {
  private final ErrorKind kind;
  private final Subject subject;
  private final Reason reason;
  private final String field;
  private final String value;
  private final transient List<String> facts;

  protected RegistryException(
      ErrorKind kind,
      Subject subject,
      Reason reason,
      String field,
      String value,
      List<String> facts,
      Throwable cause) {
    // a client's mistake is frequent and needs no stack trace; only our own failures carry one
    super(
        kind + " " + subject + " " + reason + " " + field + "=" + value,
        cause,
        false,
        cause != null);
    this.kind = kind;
    this.subject = subject;
    this.reason = reason;
    this.field = field;
    this.value = value;
    this.facts = List.copyOf(facts);
  }

  public static RegistryException of(
      ErrorKind kind, Subject subject, Reason reason, String field, Object value, Object... facts) {
    List<String> texts = Arrays.stream(facts).map(Excerpt::of).toList();
    return new RegistryException(kind, subject, reason, field, Excerpt.of(value), texts, null);
  }

  public static RegistryException invalid(Subject subject, String field, Object value) {
    return of(ErrorKind.INVALID_ARGUMENT, subject, Reason.PLAIN, field, value);
  }

  public static RegistryException invalid(
      Subject subject, Reason reason, String field, Object value, Object... facts) {
    return of(ErrorKind.INVALID_ARGUMENT, subject, reason, field, value, facts);
  }

  /** This refusal for an entry of a list: its place comes before the name of the field, as in {@code metrics[3].key}. */
  public RegistryException at(String place) {
    return new RegistryException(
        kind, subject, reason, place + "." + field, value, facts, getCause());
  }

  /** A required field that is absent, null or empty. */
  public static RegistryException missing(String field) {
    return of(ErrorKind.INVALID_ARGUMENT, Subject.REQUEST, Reason.MISSING, field, "");
  }

  public static RegistryException notFound(
      Subject subject, String field, Object value, Object... facts) {
    return of(ErrorKind.NOT_FOUND, subject, Reason.PLAIN, field, value, facts);
  }

  public static RegistryException alreadyExists(
      Subject subject, String field, Object value, Object... facts) {
    return of(ErrorKind.ALREADY_EXISTS, subject, Reason.PLAIN, field, value, facts);
  }

  public static RegistryException conflict(
      Subject subject, Reason reason, String field, Object value, Object... facts) {
    return of(ErrorKind.CONFLICT, subject, reason, field, value, facts);
  }

  public static RegistryException unavailable(Subject subject, Throwable cause) {
    return new RegistryException(
        ErrorKind.UNAVAILABLE, subject, Reason.PLAIN, "", "", List.of(), cause);
  }

  /** Unavailable in the middle of a change that may have been made all the same. */
  public static RegistryException unsure(Subject subject, Throwable cause) {
    return new RegistryException(
        ErrorKind.UNAVAILABLE, subject, Reason.UNSURE, "", "", List.of(), cause);
  }

  /**
   * Unavailable for changes alone, which were not begun.
   *
   * @param cause {@code disk} where there is no room left, {@code database} where it takes no changes
   */
  public static RegistryException readOnly(String cause) {
    return of(ErrorKind.UNAVAILABLE, Subject.STORAGE, Reason.READ_ONLY, cause, "");
  }

  public static RegistryException internal(Subject subject, Throwable cause) {
    return new RegistryException(
        ErrorKind.INTERNAL, subject, Reason.PLAIN, "", "", List.of(), cause);
  }

  public ErrorKind kind() {
    return kind;
  }

  public Subject subject() {
    return subject;
  }

  public Reason reason() {
    return reason;
  }

  /** The field the client knows it by; empty when no single field is to blame. */
  public String field() {
    return field;
  }

  /** The value refused or looked for; the beginning of one that is long. */
  public String value() {
    return value;
  }

  /** What else the text needs, in the order that the subject's texts document. */
  public List<String> facts() {
    return facts;
  }
}
