package dev.hallmark.server.storage.search;

import dev.hallmark.server.filter.Condition;
import dev.hallmark.server.filter.OrderKey;
import java.util.List;

/** Reads rows in the order of an index, or of several indexes one after the other. */
public interface Walk {
  /** Whether the index supports this order. */
  boolean serves(List<OrderKey> order);

  /** Whether this condition limits the index range so much that most rows in it match. */
  boolean bounds(Condition condition, List<OrderKey> order);

  /**
   * The stages of one range, in order. Together they contain each row of the range once. All conditions are tested anyway; a walk uses only
   * those that limit its index range.
   */
  List<IndexStage> stages(IndexRange range, List<OrderKey> order, List<Condition> conditions);
}
