package dev.hallmark.server.audit;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.EventSink;
import dev.hallmark.server.events.RegistryEvent;
import org.jdbi.v3.core.Jdbi;

/** Writes one audit entry for each change, in the transaction of the change. */
public final class AuditTrail implements EventSink {
  /** The fields that all events share have columns of their own. */
  @JsonIgnoreProperties("change")
  private interface Details {}

  private static final ObjectMapper JSON =
      JsonMapper.builder().addMixIn(RegistryEvent.class, Details.class).build();

  private final Jdbi jdbi;

  public AuditTrail(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void accept(RegistryEvent event) {
    // joins the transaction that is open on this thread
    jdbi.useExtension(
        AuditStore.class, store -> store.add(AuditStore.Entry.of(event, details(event))));
  }

  private static String details(RegistryEvent event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw RegistryException.internal(Subject.STORAGE, e);
    }
  }
}
