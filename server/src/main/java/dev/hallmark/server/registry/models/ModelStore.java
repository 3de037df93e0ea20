package dev.hallmark.server.registry.models;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Writes table {@code registered_model}. Every change of a model requires the lock on its row. */
public interface ModelStore {
  /** Empty if the workspace has a model or prompt with this name. */
  @SqlUpdate("""
      INSERT INTO registered_model (workspace, name, name_folded, is_prompt, tag_bits, description,
                                    created_by, created_at, updated_at, last_version, revision, revised_at)
      VALUES (:workspace, :name, :nameFolded, :prompt, :tagBits, :description,
              :createdBy, :at, :at, 0, 1, :at)
      ON CONFLICT DO NOTHING
      """)
  @GetGeneratedKeys("id")
  Optional<Long> addIfAbsent(@BindMethods NewModelRow model);

  @SqlQuery("SELECT is_prompt FROM registered_model WHERE workspace = :workspace AND name = :name")
  Optional<Boolean> findPrompt(String workspace, String name);

  @SqlQuery("SELECT count(*) FROM registered_model WHERE workspace = :workspace")
  long count(String workspace);

  @SqlQuery("SELECT id FROM registered_model WHERE workspace = :workspace AND name = :name")
  Optional<Long> findId(String workspace, String name);

  @SqlQuery("""
      SELECT id, is_prompt, description, last_version, revision, revised_at
      FROM registered_model
      WHERE workspace = :workspace AND name = :name
      FOR UPDATE
      """)
  @RegisterRowMapper(LockedRow.Mapper.class)
  Optional<LockedRow> lock(String workspace, String name);

  /** Increases the revision without changing the update time of the model. */
  default void revise(LockedModel model) {
    revise(model.id(), model.revision(), model.at());
  }

  @SqlUpdate("UPDATE registered_model SET revision = :revision, revised_at = :at WHERE id = :id")
  void revise(long id, long revision, long at);

  /** As {@link #revise}, and updates {@code tag_bits} from the tags of the model. */
  default void reviseTags(LockedModel model) {
    reviseTags(model.id(), model.revision(), model.at());
  }

  @SqlUpdate("""
      UPDATE registered_model
      SET revision = :revision, revised_at = :at,
          tag_bits = (SELECT coalesce(bit_or(bits_of_tag(tag_key, value_prefix)), 0)
                      FROM model_tag WHERE model_id = :id)
      WHERE id = :id
      """)
  void reviseTags(long id, long revision, long at);

  default void update(LockedModel model) {
    update(model.id(), model.revision(), model.at());
  }

  @SqlUpdate("""
      UPDATE registered_model SET revision = :revision, revised_at = :at, updated_at = :at WHERE id = :id
      """)
  void update(long id, long revision, long at);

  /** Updates the model and assigns the next version number. */
  default void takeNumber(LockedModel model) {
    takeNumber(model.id(), model.revision(), model.at(), model.nextVersion());
  }

  @SqlUpdate("""
      UPDATE registered_model
      SET revision = :revision, revised_at = :at, updated_at = :at, last_version = :version
      WHERE id = :id
      """)
  void takeNumber(long id, long revision, long at, int version);

  /** Sets the highest assigned version number, so that the next version gets a higher one. */
  @SqlUpdate("UPDATE registered_model SET last_version = :version WHERE id = :id")
  void skipNumbers(long id, int version);

  @SqlUpdate("UPDATE registered_model SET description = :description WHERE id = :id")
  void describe(long id, String description);

  @SqlUpdate("UPDATE registered_model SET name = :name, name_folded = :nameFolded WHERE id = :id")
  void rename(long id, String name, String nameFolded);

  @SqlUpdate("UPDATE registered_model SET is_prompt = :prompt WHERE id = :id")
  void markPrompt(long id, boolean prompt);

  @SqlUpdate("DELETE FROM registered_model WHERE id = :id")
  void delete(long id);

  record NewModelRow(
      String workspace,
      String name,
      String nameFolded,
      boolean prompt,
      long tagBits,
      String description,
      String createdBy,
      long at) {}

  record LockedRow(
      long id, boolean prompt, String description, int lastVersion, long revision, long revisedAt) {

    public static final class Mapper implements RowMapper<LockedRow> {
      @Override
      public LockedRow map(ResultSet row, StatementContext ctx) throws SQLException {
        return new LockedRow(
            row.getLong("id"),
            row.getBoolean("is_prompt"),
            row.getString("description"),
            row.getInt("last_version"),
            row.getLong("revision"),
            row.getLong("revised_at"));
      }
    }
  }
}
