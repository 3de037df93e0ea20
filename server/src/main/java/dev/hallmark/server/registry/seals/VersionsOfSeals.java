package dev.hallmark.server.registry.seals;

import dev.hallmark.server.artifacts.SealedVersions;
import dev.hallmark.server.events.SealedVersion;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Finds versions by their seal. */
public final class VersionsOfSeals implements SealedVersions {
  private final Jdbi jdbi;

  public VersionsOfSeals(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<SealedVersion> of(String digest, int limit) {
    return jdbi.withExtension(Store.class, store -> store.of(digest, limit));
  }

  @Override
  public List<String> digests(String after, int limit) {
    return jdbi.withExtension(Store.class, store -> store.digests(after, limit));
  }

  /** Reads table {@code model_version}. The model of a deleted version that still has a row is in no workspace. */
  interface Store {
    @SqlQuery("""
        SELECT m.workspace, m.name AS model, v.version
        FROM model_version v JOIN registered_model m ON m.id = v.model_id AND m.workspace = v.workspace
        WHERE v.digest = :digest AND v.location = ''
        ORDER BY v.digest, v.id
        LIMIT :limit
        """)
    @RegisterConstructorMapper(SealedVersion.class)
    List<SealedVersion> of(String digest, int limit);

    @SqlQuery("""
        SELECT DISTINCT digest FROM model_version
        WHERE digest > :after AND location = ''
        ORDER BY digest
        LIMIT :limit
        """)
    List<String> digests(String after, int limit);
  }
}
