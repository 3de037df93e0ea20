package dev.hallmark.server.testkit;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.Filter;
import dev.hallmark.server.filter.Operand;
import dev.hallmark.server.filter.Operator;
import dev.hallmark.server.filter.Order;
import dev.hallmark.server.filter.OrderKey;
import dev.hallmark.server.storage.functions.CaseFolding;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What filters and orders mean, in the plainest Java, to hold the SQL against. */
public final class ReferenceSearch {
  private ReferenceSearch() {}

  public static List<Long> find(List<ReferenceRow> rows, Filter filter, Order order) {
    return rows.stream()
        .filter(row -> filter.conditions().stream().allMatch(c -> holds(row, c)))
        .sorted(order.keys().stream()
            .map(ReferenceSearch::comparator)
            .reduce(Comparator::thenComparing)
            .orElseThrow())
        .map(ReferenceRow::id)
        .toList();
  }

  private static boolean holds(ReferenceRow row, Condition condition) {
    List<Object> values = row.of(condition.field());
    return switch (condition.operator()) {
      case IS_NULL -> values.isEmpty();
      case IS_NOT_NULL -> !values.isEmpty();
      case EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          LIKE,
          ILIKE,
          IN,
          NOT_IN ->
        values.stream().anyMatch(v -> holds(v, condition.operator(), condition.operand()));
    };
  }

  private static boolean holds(Object value, Operator operator, Operand operand) {
    if (operand instanceof Operand.Texts texts) {
      return texts.values().contains(value) == (operator == Operator.IN);
    }
    if (operand instanceof Operand.Text text) {
      String pattern = text.value();
      return switch (operator) {
        case EQUAL -> value.equals(pattern);
        case NOT_EQUAL -> !value.equals(pattern);
        case LIKE -> like((String) value, pattern);
        case ILIKE -> like(CaseFolding.fold((String) value), CaseFolding.fold(pattern));
        default -> throw new IllegalArgumentException(operator.toString());
      };
    }
    double left = ((Number) value).doubleValue();
    double right = operand instanceof Operand.Whole whole
        ? whole.value()
        : ((Operand.Decimal) operand).value();
    return switch (operator) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
      default -> throw new IllegalArgumentException(operator.toString());
    };
  }

  /** Goes back to the last percent sign only, so that long values with many of them take no time. */
  private static boolean like(String value, String like) {
    int[] text = value.codePoints().toArray();
    int[] pattern = like.codePoints().toArray();
    int at = 0;
    int next = 0;
    int afterPercent = -1;
    int resumeAt = 0;
    while (at < text.length) {
      if (next < pattern.length && pattern[next] == '%') {
        afterPercent = ++next;
        resumeAt = at;
      } else if (next < pattern.length && (pattern[next] == '_' || pattern[next] == text[at])) {
        next++;
        at++;
      } else if (afterPercent >= 0) {
        next = afterPercent;
        at = ++resumeAt;
      } else {
        return false;
      }
    }
    return IntStream.range(next, pattern.length).allMatch(i -> pattern[i] == '%');
  }

  private static Comparator<ReferenceRow> comparator(OrderKey key) {
    Comparator<ReferenceRow> present = Comparator.comparing(row -> rank(row, key));
    Comparator<ReferenceRow> byValue =
        (left, right) -> rank(left, key) > 0 ? 0 : compare(value(left, key), value(right, key));
    return present.thenComparing(key.ascending() ? byValue : byValue.reversed());
  }

  private static int rank(ReferenceRow row, OrderKey key) {
    if (row.of(key.field()).isEmpty()) {
      return 2;
    }
    return value(row, key) instanceof Double number && number.isNaN() ? 1 : 0;
  }

  private static Object value(ReferenceRow row, OrderKey key) {
    return row.of(key.field()).get(0);
  }

  private static int compare(Object left, Object right) {
    return left instanceof String text
        ? text.compareTo((String) right)
        : Double.compare(((Number) left).doubleValue(), ((Number) right).doubleValue());
  }
}
