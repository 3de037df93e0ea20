package dev.hallmark.server.tracking.experiments;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/** Tables {@code experiment} and {@code experiment_number}. */
interface ExperimentStore extends ExperimentTagStore {
  String COLUMNS = "id, workspace, name, artifact_location, active, created_at, updated_at";

  /** Returns the highest assigned number and locks its row: names, numbers and locations are assigned one at a time. */
  @SqlQuery("SELECT last_id FROM experiment_number FOR UPDATE")
  long lockNumbers();

  @SqlQuery("SELECT last_id FROM experiment_number")
  long lastNumber();

  @SqlUpdate("UPDATE experiment_number SET last_id = :last")
  void setLastNumber(long last);

  /** @param locationPath relative to the root of the artifact store; a canonical URI if the location is elsewhere */
  record NewExperiment(
      long id, String workspace, String name, String location, String locationPath, long now) {}

  @SqlUpdate("""
      INSERT INTO experiment (id, workspace, name, artifact_location, location_path, active,
        created_at, updated_at, revision, revised_at)
      VALUES (:id, :workspace, :name, :location, :locationPath, TRUE, :now, :now, 0, :now)
      """)
  void add(@BindMethods NewExperiment experiment);

  @SqlQuery("SELECT " + COLUMNS + " FROM experiment WHERE id = :id AND workspace = :workspace")
  @UseRowMapper(ExperimentRows.Plain.class)
  Optional<Experiment> find(String workspace, long id);

  @SqlQuery("SELECT " + COLUMNS + " FROM experiment WHERE workspace = :workspace AND name = :name")
  @UseRowMapper(ExperimentRows.Plain.class)
  Optional<Experiment> findByName(String workspace, String name);

  @SqlQuery("SELECT " + COLUMNS + " FROM experiment WHERE id = ANY(:ids)")
  @UseRowMapper(ExperimentRows.Plain.class)
  List<Experiment> byIds(List<Long> ids);

  @SqlQuery("""
      SELECT id, workspace, name, artifact_location, active, lifecycle_revision, revision, revised_at
      FROM experiment WHERE id = :id AND workspace = :workspace FOR UPDATE
      """)
  @UseRowMapper(ExperimentRows.Locked.class)
  Optional<LockedExperiment> lock(String workspace, long id);

  @SqlQuery("SELECT count(*) FROM experiment WHERE workspace = :workspace")
  long count(String workspace);

  @SqlUpdate("UPDATE experiment SET name = :name, updated_at = :now WHERE id = :id")
  void rename(long id, String name, long now);

  @SqlUpdate("""
      UPDATE experiment SET active = :active, updated_at = :at, revision = :revision, revised_at = :at,
        lifecycle_revision = :revision, runs_up_to_date = :runsUpToDate
      WHERE id = :id
      """)
  void setActive(long id, boolean active, boolean runsUpToDate, long revision, long at);

  /** A location that equals one of these paths or is inside the last one: from {@code below} to {@code end}, exclusive. */
  @SqlQuery("""
      SELECT artifact_location FROM experiment
      WHERE location_path = ANY(:paths) OR (location_path >= :below AND location_path < :end)
      FETCH FIRST 1 ROWS ONLY
      """)
  Optional<String> overlapping(List<String> paths, String below, String end);

  record Folder(long id, String name, String path, boolean active) {}

  @SqlQuery("""
      SELECT id, name, location_path AS path, active FROM experiment
      WHERE location_path = ANY(:paths) AND workspace = :workspace
      """)
  @RegisterConstructorMapper(Folder.class)
  List<Folder> folders(String workspace, List<String> paths);

  @SqlUpdate("UPDATE experiment SET revision = :revision, revised_at = :at WHERE id = :id")
  void revise(long id, long revision, long at);
}
