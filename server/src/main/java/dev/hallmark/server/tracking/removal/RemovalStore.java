package dev.hallmark.server.tracking.removal;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What experiments, runs and logged models have in common when they are removed. */
interface RemovalStore {
  /**
   * The experiment of runs and logged models whose removal has begun. It is in no workspace, so nothing finds them, and it is never the
   * experiment of a client.
   */
  long REMOVED = -1;

  @SqlUpdate("""
      INSERT INTO experiment (id, workspace, name, artifact_location, location_path, active, created_at, updated_at,
        revision, revised_at)
      VALUES (-1, '', 'removed', '', '', FALSE, 0, 0, 0, 0)
      ON CONFLICT DO NOTHING
      """)
  void addRemovedExperiment();

  record Experiment(
      long id,
      String workspace,
      String name,
      String location,
      boolean active,
      long revision,
      long revisedAt) {}

  String EXPERIMENT = """
      SELECT id, workspace, name, artifact_location AS location, active, revision, revised_at
      FROM experiment
      """;

  /** The row is locked before those of its runs and logged models. */
  @SqlQuery(EXPERIMENT + "WHERE id = :id FOR UPDATE")
  @RegisterConstructorMapper(Experiment.class)
  Optional<Experiment> lockExperiment(long id);

  @SqlQuery(EXPERIMENT + """
      WHERE id > :after AND NOT active AND revised_at < :cutoff AND workspace <> ''
      ORDER BY id
      LIMIT :limit
      """)
  @RegisterConstructorMapper(Experiment.class)
  List<Experiment> experiments(long after, long cutoff, int limit);

  @SqlQuery("""
      SELECT EXISTS (SELECT 1 FROM run WHERE experiment_id = :experiment)
        OR EXISTS (SELECT 1 FROM logged_model WHERE experiment_id = :experiment)
      """)
  boolean hasContents(long experiment);

  /** Returns how many were deleted. */
  @SqlUpdate("""
      DELETE FROM dataset WHERE id IN (SELECT id FROM dataset WHERE experiment_id = :experiment LIMIT :limit)
      """)
  int deleteDatasets(long experiment, int limit);

  @SqlUpdate("DELETE FROM experiment WHERE id = :experiment")
  void deleteExperiment(long experiment);
}
