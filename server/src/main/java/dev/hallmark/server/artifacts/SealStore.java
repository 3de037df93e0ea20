package dev.hallmark.server.artifacts;

import dev.hallmark.server.events.DamagedFile;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Tables {@code seal} and {@code seal_damage}. */
interface SealStore {
  @SqlQuery("SELECT EXISTS (SELECT 1 FROM seal_damage WHERE digest = :digest)")
  boolean isDamaged(String digest);

  @SqlQuery("SELECT verified_at, checked_at FROM seal WHERE digest = :digest")
  @RegisterConstructorMapper(Times.class)
  Optional<Times> times(String digest);

  /** In milliseconds since the epoch; 0 if never. */
  record Times(long verifiedAt, long checkedAt) {
    static final Times NEVER = new Times(0, 0);
  }

  @SqlBatch("""
      INSERT INTO seal (digest, verified_at, checked_at) VALUES (:digest, 0, 0)
      ON CONFLICT DO NOTHING
      """)
  void addIfAbsent(List<String> digest);

  @SqlQuery("SELECT verified_at FROM seal WHERE digest = :digest FOR UPDATE")
  long lock(String digest);

  @SqlUpdate("UPDATE seal SET verified_at = :at, checked_at = :at WHERE digest = :digest")
  void verified(String digest, long at);

  @SqlUpdate("UPDATE seal SET checked_at = :at WHERE digest = :digest")
  void checked(String digest, long at);

  /** The seal that was checked longest ago, if that was before this time. */
  @SqlQuery("""
      SELECT digest FROM seal WHERE checked_at < :before ORDER BY checked_at, digest LIMIT 1
      """)
  Optional<String> oldest(long before);

  @SqlUpdate("DELETE FROM seal WHERE digest = :digest")
  void delete(String digest);

  @SqlQuery("""
      SELECT kind, path, expected, found FROM seal_damage WHERE digest = :digest ORDER BY kind, path
      """)
  @RegisterConstructorMapper(DamagedFile.class)
  List<DamagedFile> damage(String digest);

  @SqlBatch("""
      INSERT INTO seal_damage (digest, kind, path, expected, found)
      VALUES (:digest, :kind, :path, :expected, :found)
      """)
  void addDamage(String digest, @BindMethods List<DamagedFile> damaged);

  @SqlUpdate("DELETE FROM seal_damage WHERE digest = :digest")
  void deleteDamage(String digest);
}
