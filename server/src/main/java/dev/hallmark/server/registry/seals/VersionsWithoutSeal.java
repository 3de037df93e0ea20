package dev.hallmark.server.registry.seals;

import dev.hallmark.server.artifacts.gc.UnsealedVersions;
import dev.hallmark.server.events.SealedVersion;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** Finds versions that have no seal by the run or logged model that they were created from. */
public final class VersionsWithoutSeal implements UnsealedVersions {
  private final Jdbi jdbi;

  public VersionsWithoutSeal(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<SealedVersion> ofRun(String runId) {
    return jdbi.withExtension(Store.class, store -> store.ofRun(runId));
  }

  @Override
  public Optional<SealedVersion> ofLoggedModel(String modelId) {
    return jdbi.withExtension(Store.class, store -> store.ofLoggedModel(modelId));
  }

  /** Reads table {@code model_version}. */
  interface Store {
    String SELECT = """
        SELECT m.workspace, m.name AS model, v.version
        FROM model_version v JOIN registered_model m ON m.id = v.model_id AND m.workspace = v.workspace
        """;

    /** References to other stores do not need the files. Schemes are stored as the client wrote them. */
    String UNSEALED = """
         AND (v.status = 'PENDING_REGISTRATION'
           OR v.status = 'READY' AND v.digest = ''
             AND (v.location ILIKE 'mlflow-artifacts:%' OR v.location ILIKE 'runs:%' OR v.location ILIKE 'models:%'))
        ORDER BY v.id
        LIMIT 1
        """;

    @SqlQuery(SELECT + "WHERE v.run_id = :run" + UNSEALED)
    @RegisterConstructorMapper(SealedVersion.class)
    Optional<SealedVersion> ofRun(String run);

    @SqlQuery(SELECT + "WHERE v.logged_model_id = :model" + UNSEALED)
    @RegisterConstructorMapper(SealedVersion.class)
    Optional<SealedVersion> ofLoggedModel(String model);
  }
}
