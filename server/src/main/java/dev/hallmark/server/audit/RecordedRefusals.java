package dev.hallmark.server.audit;

import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Refusal;
import dev.hallmark.server.auth.RefusalLog;
import dev.hallmark.server.auth.Resource;
import dev.hallmark.server.events.AccessEvent.CallRefused;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent.Change;
import dev.hallmark.server.storage.Writes;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records rejected calls that would have approved, deployed, deleted or administered something. Each record is a transaction of its own.
 */
public final class RecordedRefusals implements RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedRefusals.class);

  private final Writes writes;
  private final Clock clock;

  public RecordedRefusals(Writes writes, Clock clock) {
    this.writes = writes;
    this.clock = clock;
  }

  /** A failure to record does not change the response to the client. */
  @Override
  public void refused(Caller caller, Refusal refusal, String call) {
    if (!refusal.isAudited()) {
      return;
    }
    Change change = new Change(caller.origin(), object(caller, refusal), 0, clock.millis());
    try {
      writes.run(tx -> tx.publish(new CallRefused(change, refusal.permission().name(), call)));
    } catch (RuntimeException e) {
      LOG.warn("a refusal could not be recorded, request {}", caller.request().id(), e);
    }
  }

  /** If the caller has the permission on no object, the entry refers to the workspace. */
  private static ObjectRef object(Caller caller, Refusal refusal) {
    return refusal
        .resource()
        .map(resource -> new ObjectRef(kind(resource), caller.workspace(), resource.id(), ""))
        .orElseGet(() ->
            new ObjectRef(ObjectRef.Kind.WORKSPACE, caller.workspace(), 0, caller.workspace()));
  }

  private static ObjectRef.Kind kind(Resource resource) {
    return switch (resource.kind()) {
      case REGISTERED_MODEL -> ObjectRef.Kind.REGISTERED_MODEL;
      case EXPERIMENT -> ObjectRef.Kind.EXPERIMENT;
    };
  }
}
