package dev.hallmark.server.events;

/** Calls that were rejected because the caller lacks a permission. */
public sealed interface AccessEvent extends RegistryEvent {
  /**
   * A call that would have approved, deployed, deleted or administered something.
   *
   * @param permission the missing permission
   * @param call method and path
   */
  record CallRefused(Change change, String permission, String call) implements AccessEvent {
    @Override
    public Operation operation() {
      return Operation.CALL_REFUSED;
    }
  }
}
