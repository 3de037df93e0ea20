package dev.hallmark.client.mlmodel;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;
import java.util.Map;

/**
 * The data types of an MLflow schema.
 *
 * <pre>{@code
 * boolean fits = ColumnType.LONG.accepts(12);
 * }</pre>
 */
public enum ColumnType {
  BOOLEAN,
  INTEGER,
  LONG,
  FLOAT,
  DOUBLE,
  STRING,
  BINARY,
  DATETIME,
  OBJECT,
  ARRAY,
  MAP,
  TENSOR,
  ANY,

  /** A type that this client does not know. It accepts every value. */
  OTHER;

  private static final long EXACT_IN_DOUBLE = 1L << 53;

  static ColumnType of(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (ColumnType type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return name.equals("ANYTYPE") ? ANY : OTHER;
  }

  /** Whether the value can be converted to this type without loss. Elements of lists and maps are not checked. */
  public boolean accepts(Object value) {
    return switch (this) {
      case BOOLEAN -> value instanceof Boolean;
      case INTEGER -> isWhole(value) && fits(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> isWhole(value) && fits(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT, DOUBLE ->
        isReal(value) || isWhole(value) && fits(value, -EXACT_IN_DOUBLE, EXACT_IN_DOUBLE);
      case STRING -> value instanceof CharSequence;
      case BINARY -> value instanceof byte[] || value instanceof ByteBuffer;
      case DATETIME -> value instanceof Temporal || value instanceof Date;
      case OBJECT, MAP -> value instanceof Map;
      case ARRAY, TENSOR -> value instanceof Collection || value.getClass().isArray();
      case ANY, OTHER -> true;
    };
  }

  private static boolean isReal(Object value) {
    return value instanceof Float || value instanceof Double || value instanceof BigDecimal;
  }

  private static boolean isWhole(Object value) {
    return value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long
        || value instanceof BigInteger;
  }

  private static boolean fits(Object value, long least, long most) {
    BigInteger number = new BigInteger(value.toString());
    return number.compareTo(BigInteger.valueOf(least)) >= 0
        && number.compareTo(BigInteger.valueOf(most)) <= 0;
  }

  /** The elements of a value that {@link #ARRAY} accepts. */
  static Object[] elements(Object array) {
    if (array instanceof Collection<?> collection) {
      return collection.toArray();
    }
    Object[] elements = new Object[Array.getLength(array)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = Array.get(array, i);
    }
    return elements;
  }
}
