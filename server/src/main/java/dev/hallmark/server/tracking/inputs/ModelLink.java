package dev.hallmark.server.tracking.inputs;

/**
 * A logged model that went into a run or came out of it.
 *
 * @param step at which an output was made; 0 for inputs
 */
public record ModelLink(Direction direction, String modelId, long step) {
  public enum Direction {
    INPUT,
    OUTPUT
  }
}
