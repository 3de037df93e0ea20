package dev.hallmark.server.audit;

import dev.hallmark.server.events.Origin;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.events.RegistryEvent.Change;

/**
 * What is kept of a change for good.
 *
 * @param at milliseconds since the epoch
 * @param details a JSON object with the event's own fields
 */
record AuditEntry(
    long at,
    String actor,
    String door,
    String requestId,
    String address,
    String operation,
    String workspace,
    String objectKind,
    long objectId,
    String objectName,
    long revision,
    String details) {

  static AuditEntry of(RegistryEvent event, String details) {
    Change change = event.change();
    Origin origin = change.origin();
    return new AuditEntry(
        change.at(),
        origin.actor(),
        origin.door(),
        origin.requestId(),
        origin.address(),
        event.getClass().getSimpleName(),
        change.object().workspace(),
        change.object().kind().name(),
        change.object().id(),
        change.object().name(),
        change.revision(),
        details);
  }
}
