package dev.hallmark.server.events;

/** Calls that were refused for want of a permission. */
public sealed interface AccessEvent extends RegistryEvent {
  /**
   * A call that would have approved, deployed, deleted or administered something.
   *
   * @param permission that the caller lacks
   * @param call its method and path
   */
  record CallRefused(Change change, String permission, String call) implements AccessEvent {
    @Override
    public Operation operation() {
      return Operation.CALL_REFUSED;
    }
  }
}
