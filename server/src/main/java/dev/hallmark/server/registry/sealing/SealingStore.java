package dev.hallmark.server.registry.sealing;

import dev.hallmark.server.registry.records.VersionId;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Versions in table {@code model_version} that are not sealed yet. */
interface SealingStore {
  /** @param location of the files */
  record PendingVersion(long id, String workspace, String name, int version, String location) {}

  default Optional<PendingVersion> find(VersionId version) {
    return find(version.modelId(), version.number());
  }

  @SqlQuery("""
      SELECT v.id, m.workspace, m.name, v.version, v.location
      FROM model_version v JOIN registered_model m ON m.id = v.model_id AND m.workspace = v.workspace
      WHERE v.model_id = :model AND v.version = :version AND v.status = 'PENDING_REGISTRATION'
      """)
  @RegisterConstructorMapper(PendingVersion.class)
  Optional<PendingVersion> find(long model, int version);

  @SqlUpdate("""
      UPDATE model_version SET status_message = :message
      WHERE id = :id AND status = 'PENDING_REGISTRATION'
      """)
  int report(long id, String message);

  @SqlUpdate("""
      UPDATE model_version SET status = 'READY', status_message = '', digest = :digest, location = '', updated_at = :at
      WHERE id = :id AND status = 'PENDING_REGISTRATION'
      """)
  int ready(long id, String digest, long at);

  @SqlUpdate("""
      UPDATE model_version SET status = 'FAILED_REGISTRATION', status_message = :reason, updated_at = :at
      WHERE id = :id AND status = 'PENDING_REGISTRATION'
      """)
  int failed(long id, String reason, long at);
}
