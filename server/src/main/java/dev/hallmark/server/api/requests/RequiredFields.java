package dev.hallmark.server.api.requests;

import dev.hallmark.server.error.RegistryException;
import java.util.List;

/** Checks required fields of wire records and replaces nulls of optional ones. */
public final class RequiredFields {
  private RequiredFields() {}

  /** Throws MISSING for null and for an empty string. */
  public static String required(String name, String value) {
    if (value == null || value.isEmpty()) {
      throw RegistryException.missing(name);
    }
    return value;
  }

  public static <T> T required(String name, T value) {
    if (value == null) {
      throw RegistryException.missing(name);
    }
    return value;
  }

  public static <T> List<T> required(String name, List<T> value) {
    if (value == null || value.isEmpty()) {
      throw RegistryException.missing(name);
    }
    return value;
  }

  public static String orEmpty(String value) {
    return value == null ? "" : value;
  }

  public static <T> List<T> orEmpty(List<T> value) {
    return value == null ? List.of() : value;
  }

  public static <T> T orElse(T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
