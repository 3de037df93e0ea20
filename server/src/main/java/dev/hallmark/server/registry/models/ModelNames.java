package dev.hallmark.server.registry.models;

import dev.hallmark.server.events.EventSink;
import dev.hallmark.server.events.ModelEvent.ModelCreated;
import dev.hallmark.server.events.ModelEvent.ModelDeleted;
import dev.hallmark.server.events.ModelEvent.ModelRenamed;
import dev.hallmark.server.events.ObjectRef;
import dev.hallmark.server.events.RegistryEvent;
import dev.hallmark.server.storage.search.index.SubstringIndex;
import dev.hallmark.server.storage.search.index.TrigramIndex;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * An index of the folded names of all models, for a database that only this process writes. Names are read from the database at the first
 * search; later changes arrive as events.
 */
public final class ModelNames implements EventSink, SubstringIndex {
  private static final String ALL = "SELECT id, name_folded FROM registered_model";

  private final Jdbi jdbi;
  private final TrigramIndex names = new TrigramIndex();
  private boolean complete;

  private record Named(long id, String name) {}

  public ModelNames(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The transaction may still be rolled back. Then the index keeps a name that no model has, which is harmless. */
  @Override
  public void accept(RegistryEvent event) {
    ObjectRef model = event.change().object();
    if (event instanceof ModelCreated) {
      names.add(model.id(), ModelName.folded(model.name()));
    } else if (event instanceof ModelRenamed renamed) {
      names.add(model.id(), ModelName.folded(renamed.after()));
    }
  }

  @Override
  public void flushed(RegistryEvent event) {
    ObjectRef model = event.change().object();
    if (event instanceof ModelDeleted || event instanceof ModelRenamed) {
      names.remove(model.id(), ModelName.folded(model.name()));
    }
  }

  @Override
  public Optional<List<Long>> containing(String substring, int most) {
    complete();
    return names.containing(substring, most);
  }

  /** A name that an event has already added is then added twice, which is harmless. */
  private synchronized void complete() {
    if (!complete) {
      List<Named> all = jdbi.withHandle(handle -> handle
          .createQuery(ALL)
          .map((row, context) -> new Named(row.getLong("id"), row.getString("name_folded")))
          .list());
      all.forEach(model -> names.add(model.id, model.name));
      complete = true;
    }
  }
}
