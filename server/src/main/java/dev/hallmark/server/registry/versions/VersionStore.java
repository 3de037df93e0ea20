package dev.hallmark.server.registry.versions;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.LockedModel;
import dev.hallmark.server.registry.tags.Prompts;
import dev.hallmark.server.registry.tags.Tags;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Writes table {@code model_version} while the row of the model is locked. */
public interface VersionStore {
  @SqlUpdate("""
      INSERT INTO model_version (model_id, version, workspace, is_prompt, stage, status, status_message,
                                 description, source, source_prefix, location, digest, run_id, run_link,
                                 logged_model_id, created_by, created_at, updated_at)
      VALUES (:modelId, :version, :workspace, :prompt, :stage, :status, :statusMessage,
              :description, :source, :sourcePrefix, :location, :digest,
              :runId, :runLink, :loggedModelId,
              :createdBy, :at, :at)
      """)
  @GetGeneratedKeys("id")
  long add(@BindMethods NewVersionRow version);

  @SqlQuery("""
      SELECT id, stage, status, status_message, description, source, location, digest
      FROM model_version
      WHERE model_id = :model AND version = :version
      """)
  @RegisterRowMapper(VersionRow.Mapper.class)
  Optional<VersionRow> find(long model, int version);

  /** Throws NOT_FOUND if the model has no such version. */
  default VersionRow require(LockedModel model, int version) {
    return find(model.id(), version).orElseThrow(() -> unknown(model.name(), version));
  }

  /** As {@link #require}, for operations that need the files. Throws CONFLICT if the version is not ready. */
  default VersionRow requireReady(LockedModel model, int version) {
    VersionRow found = require(model, version);
    if (found.status() != VersionStatus.READY) {
      throw notReady(model.name(), version, found.status(), found.statusMessage());
    }
    return found;
  }

  static RegistryException notReady(
      String name, int version, VersionStatus status, String message) {
    return RegistryException.conflict(
        Subject.MODEL_VERSION, Reason.NOT_READY, "version", version, name, status, message);
  }

  static RegistryException unknown(String name, int version) {
    return RegistryException.notFound(Subject.MODEL_VERSION, "version", version, name);
  }

  @SqlQuery("SELECT version FROM model_version WHERE model_id = :model ORDER BY version")
  List<Integer> numbers(long model);

  @SqlQuery("""
      SELECT version FROM model_version
      WHERE model_id = :model AND stage = :stage AND version <> :except
      ORDER BY version
      """)
  List<Integer> othersInStage(long model, String stage, int except);

  @SqlUpdate("""
      UPDATE model_version SET stage = 'Archived', updated_at = :at
      WHERE model_id = :model AND stage = :stage AND version <> :except
      """)
  void archiveOthers(long model, String stage, int except, long at);

  @SqlUpdate("UPDATE model_version SET stage = :stage, updated_at = :at WHERE id = :id")
  void move(long id, String stage, long at);

  @SqlUpdate("UPDATE model_version SET description = :description, updated_at = :at WHERE id = :id")
  void describe(long id, String description, long at);

  @SqlUpdate("UPDATE model_version SET updated_at = :at WHERE model_id = :model")
  void touchAll(long model, long at);

  @SqlUpdate("UPDATE model_version SET is_prompt = :prompt WHERE id = :id")
  void markPrompt(long id, boolean prompt);

  @SqlUpdate("DELETE FROM model_version WHERE id = :id")
  void delete(long id);

  record NewVersionRow(
      long modelId,
      int version,
      String workspace,
      boolean prompt,
      String stage,
      String description,
      SourceColumns columns,
      String createdBy,
      long at) {

    static NewVersionRow of(
        AuthorizedCaller caller,
        LockedModel model,
        NewVersion wanted,
        VersionSource source,
        Tags tags) {
      return new NewVersionRow(
          model.id(),
          model.nextVersion(),
          model.workspace(),
          Prompts.marked(tags),
          Stage.NONE.label(),
          wanted.description().value(),
          SourceColumns.of(source),
          caller.name(),
          model.at());
    }

    public VersionStatus status() {
      return columns.status();
    }

    public String statusMessage() {
      return columns.statusMessage();
    }

    public String source() {
      return columns.origin().source();
    }

    public String sourcePrefix() {
      return columns.prefix();
    }

    public String location() {
      return columns.location();
    }

    public String digest() {
      return columns.digest();
    }

    public String runId() {
      return columns.origin().runId();
    }

    public String runLink() {
      return columns.origin().runLink();
    }

    public String loggedModelId() {
      return columns.origin().loggedModelId();
    }
  }

  record VersionRow(
      long id,
      Stage stage,
      VersionStatus status,
      String statusMessage,
      String description,
      String source,
      String location,
      String digest) {

    /** Whether the digest is that of a prompt's tags: a sealed version has no location, a reference no digest. */
    boolean promptContents() {
      return !digest.isEmpty() && !location.isEmpty();
    }

    /** The digest of its seal, if it has one. */
    Optional<String> seal() {
      return location.isEmpty() && !digest.isEmpty() ? Optional.of(digest) : Optional.empty();
    }

    public static final class Mapper implements RowMapper<VersionRow> {
      @Override
      public VersionRow map(ResultSet row, StatementContext ctx) throws SQLException {
        return new VersionRow(
            row.getLong("id"),
            Stage.of(row.getString("stage")),
            VersionStatus.valueOf(row.getString("status")),
            row.getString("status_message"),
            row.getString("description"),
            row.getString("source"),
            row.getString("location"),
            row.getString("digest"));
      }
    }
  }
}
