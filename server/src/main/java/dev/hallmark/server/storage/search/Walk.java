package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.OrderKey;
import java.util.List;

/** An index, or several after each other, in which rows lie in an order that may be asked for. */
public interface Walk {
  /** Whether the index begins with this order. */
  boolean serves(List<OrderKey> order);

  /** Whether this condition shortens the walk so much that it meets hardly a row that does not satisfy it. */
  boolean bounds(Condition condition, List<OrderKey> order);

  /**
   * The stretches of one range, in order; together they hold each row of the range once. The conditions are tested besides: a
   * walk only uses those that bound its index.
   */
  List<IndexStage> stages(IndexRange range, List<OrderKey> order, List<Condition> conditions);
}
