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
  /** The highest number given so far. Held until the transaction ends: names, numbers and locations are given one by one. */
  @SqlQuery("select last_id from experiment_number for update")
  long lockNumbers();

  @SqlQuery("select last_id from experiment_number")
  long lastNumber();

  @SqlUpdate("update experiment_number set last_id = :last")
  void setLastNumber(long last);

  /** @param locationPath below the artifact store's root, empty when the location is elsewhere */
  record NewExperiment(
      long id, String workspace, String name, String location, String locationPath, long now) {}

  @SqlUpdate("""
      insert into experiment (id, workspace, name, artifact_location, location_path, active,
        created_at, updated_at, revision, revised_at)
      values (:id, :workspace, :name, :location, :locationPath, true, :now, :now, 0, :now)
      """)
  void add(@BindMethods NewExperiment experiment);

  @SqlQuery("select * from experiment where id = :id and workspace = :workspace")
  @UseRowMapper(ExperimentRows.Plain.class)
  Optional<Experiment> find(String workspace, long id);

  @SqlQuery("select * from experiment where workspace = :workspace and name = :name")
  @UseRowMapper(ExperimentRows.Plain.class)
  Optional<Experiment> findByName(String workspace, String name);

  @SqlQuery("select * from experiment where id = any(:ids)")
  @UseRowMapper(ExperimentRows.Plain.class)
  List<Experiment> byIds(List<Long> ids);

  @SqlQuery("select * from experiment where id = :id and workspace = :workspace for update")
  @UseRowMapper(ExperimentRows.Locked.class)
  Optional<LockedExperiment> lock(String workspace, long id);

  @SqlQuery("select count(*) from experiment where workspace = :workspace")
  long count(String workspace);

  @SqlUpdate("update experiment set name = :name, updated_at = :now where id = :id")
  void rename(long id, String name, long now);

  @SqlUpdate("""
      update experiment set active = :active, updated_at = :at, revision = :revision, revised_at = :at,
        lifecycle_revision = :revision, runs_up_to_date = :runsUpToDate
      where id = :id
      """)
  void setActive(long id, boolean active, boolean runsUpToDate, long revision, long at);

  /** Locations that lie at one of these paths, or below the last one: from {@code below} up to, not including, {@code end}. */
  @SqlQuery("""
      select artifact_location from experiment
      where location_path = any(:paths) or (location_path >= :below and location_path < :end)
      fetch first 1 rows only
      """)
  Optional<String> overlapping(List<String> paths, String below, String end);

  record Folder(long id, String name, String path, boolean active) {}

  @SqlQuery("""
      select id, name, location_path as path, active from experiment
      where location_path = any(:paths) and workspace = :workspace
      """)
  @RegisterConstructorMapper(Folder.class)
  List<Folder> folders(String workspace, List<String> paths);

  @SqlUpdate("update experiment set revision = :revision, revised_at = :at where id = :id")
  void revise(long id, long revision, long at);
}
