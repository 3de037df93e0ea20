package dev.hallmark.server.auth;

import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Table {@code secret_key}: one row with a check value, not the key itself. */
interface SecretKeyStore {
  @SqlUpdate(
      "INSERT INTO secret_key (id, check_value) VALUES (1, :checkValue) ON CONFLICT DO NOTHING")
  void addIfAbsent(String checkValue);

  @SqlQuery("SELECT check_value FROM secret_key WHERE id = 1")
  Optional<String> checkValue();
}
