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

/** Records refusals that an auditor asks for: of approving, deploying, deleting and administering. Each is a write of its own. */
public final class RecordedRefusals implements RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedRefusals.class);

  private final Writes writes;
  private final Clock clock;

  public RecordedRefusals(Writes writes, Clock clock) {
    this.writes = writes;
    this.clock = clock;
  }

  /** What cannot be recorded is refused all the same. */
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

  /** Of a caller who has the permission on nothing, the workspace stands for all that is in it. */
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
