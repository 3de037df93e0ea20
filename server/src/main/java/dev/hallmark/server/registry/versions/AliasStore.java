package dev.hallmark.server.registry.versions;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

public interface AliasStore {
  @SqlQuery("SELECT version FROM model_alias WHERE model_id = :model AND alias = :alias")
  Optional<Integer> find(long model, String alias);

  @SqlUpdate("INSERT INTO model_alias (model_id, alias, version) VALUES (:model, :alias, :version)")
  void add(long model, String alias, int version);

  @SqlUpdate("UPDATE model_alias SET version = :version WHERE model_id = :model AND alias = :alias")
  void move(long model, String alias, int version);

  @SqlUpdate("DELETE FROM model_alias WHERE model_id = :model AND alias = :alias")
  void delete(long model, String alias);

  @SqlQuery(
      "SELECT alias FROM model_alias WHERE model_id = :model AND version = :version ORDER BY alias")
  List<String> pointingAt(long model, int version);

  @SqlUpdate("DELETE FROM model_alias WHERE model_id = :model AND version = :version")
  void deletePointingAt(long model, int version);
}
