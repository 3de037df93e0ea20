package dev.hallmark.server.error;

import java.util.Arrays;
import java.util.List;

/**
 * A failed call. It carries facts instead of a message: each protocol formats its own message. It is thrown anywhere and caught in one
 * place ({@code api.Protocols}).
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
    // client errors are frequent and need no stack trace; only failures of the server have one
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

  /** The same error for an element of a list: the index precedes the field name, as in {@code metrics[3].key}. */
  public RegistryException at(String path) {
    return new RegistryException(
        kind, subject, reason, path + "." + field, value, facts, getCause());
  }

  /** A required field is missing, null or empty. */
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

  /** This server does not offer the feature in its configuration. */
  public static RegistryException notImplemented(Subject subject, String feature) {
    return of(ErrorKind.NOT_IMPLEMENTED, subject, Reason.DISABLED, feature, "");
  }

  public static RegistryException unavailable(Subject subject, Throwable cause) {
    return new RegistryException(
        ErrorKind.UNAVAILABLE, subject, Reason.PLAIN, "", "", List.of(), cause);
  }

  /** A service that the server needs fails. No change was made. */
  public static RegistryException failed(Subject subject, Throwable cause) {
    return new RegistryException(
        ErrorKind.UNAVAILABLE, subject, Reason.SERVICE_FAILED, "", "", List.of(), cause);
  }

  /** The first failure that led to this one; this one itself if there is no other. */
  public Throwable rootCause() {
    Throwable root = this;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The server became unavailable during a change, which may have been committed. */
  public static RegistryException unsure(Subject subject, Throwable cause) {
    return new RegistryException(
        ErrorKind.UNAVAILABLE, subject, Reason.UNSURE, "", "", List.of(), cause);
  }

  /**
   * The server is read-only. No change was started.
   *
   * @param cause {@code disk} if it is full, {@code database} if it is read-only
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

  /** The field as the client knows it; empty if no single field is the cause. */
  public String field() {
    return field;
  }

  /** The value that is invalid or was not found, truncated if it is long. */
  public String value() {
    return value;
  }

  /** Further values for the message, in the order that the messages of the subject document. */
  public List<String> facts() {
    return facts;
  }
}
