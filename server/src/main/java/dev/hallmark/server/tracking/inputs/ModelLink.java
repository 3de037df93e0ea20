package dev.hallmark.server.tracking.inputs;

/**
 * A logged model that is an input or an output of a run.
 *
 * @param step the step of an output; 0 for inputs
 */
public record ModelLink(Direction direction, String modelId, long step) {
  public enum Direction {
    INPUT,
    OUTPUT
  }
}
