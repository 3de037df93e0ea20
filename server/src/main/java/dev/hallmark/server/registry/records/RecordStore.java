package dev.hallmark.server.registry.records;

import dev.hallmark.server.artifacts.records.VersionRecord;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Reads the contents of version records from the database. */
@RegisterConstructorMapper(VersionRecord.class)
interface RecordStore {
  String RECORD =
      "SELECT v.model_id, m.name, v.version, v.source, v.digest, v.run_id, v.created_at ";

  @SqlQuery(RECORD + """
      FROM unnest(:models, :numbers) AS wanted(model_id, version)
      JOIN model_version v ON v.model_id = wanted.model_id AND v.version = wanted.version
      JOIN registered_model m ON m.id = v.model_id AND m.workspace = v.workspace
      """)
  List<VersionRecord> find(List<Long> models, List<Integer> numbers);

  @SqlQuery(RECORD + """
      FROM model_version v JOIN registered_model m ON m.id = v.model_id
      WHERE v.model_id = :model AND v.version > :after AND v.version <= :last
      ORDER BY v.version
      """)
  List<VersionRecord> between(long model, int after, int last);

  /** The highest assigned version number; empty if the model is deleted, even if its rows still exist. */
  @SqlQuery("SELECT last_version FROM registered_model WHERE id = :model AND workspace <> ''")
  Optional<Integer> lastVersion(long model);

  @SqlQuery("SELECT coalesce(max(id), 0) FROM registered_model")
  long highestModelId();
}
