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

  /**
   * What registrations and the garbage collection need of a row.
   *
   * @param condemnedAt 0 unless the files are being deleted
   */
  record Claim(long generation, long usedAt, long condemnedAt) {
    boolean condemned() {
      return condemnedAt > 0;
    }

    /** @param other null for none */
    boolean isOf(Long other) {
      return other != null && other == generation;
    }
  }

  String CLAIM = "SELECT generation, used_at, condemned_at FROM seal WHERE digest = :digest";

  @SqlQuery(CLAIM)
  @RegisterConstructorMapper(Claim.class)
  Optional<Claim> claim(String digest);

  @SqlQuery(CLAIM + " FOR UPDATE")
  @RegisterConstructorMapper(Claim.class)
  Optional<Claim> lockExisting(String digest);

  /** Locks the row, which is inserted if missing. */
  default Claim lockClaim(String digest) {
    Optional<Claim> found = lockExisting(digest);
    while (found.isEmpty()) { // again if the row was deleted after the attempt to insert it
      addIfAbsent(List.of(digest));
      found = lockExisting(digest);
    }
    return found.get();
  }

  @SqlBatch("UPDATE seal SET used_at = :at WHERE digest = :digest")
  void use(List<String> digest, long at);

  @SqlUpdate("UPDATE seal SET condemned_at = :at WHERE digest = :digest")
  void condemn(String digest, long at);

  @SqlQuery("""
      SELECT digest, condemned_at FROM seal
      WHERE condemned_at > 0 AND digest > :after
      ORDER BY digest
      LIMIT :limit
      """)
  @RegisterConstructorMapper(SealClaims.Condemned.class)
  List<SealClaims.Condemned> condemned(String after, int limit);

  @SqlUpdate("UPDATE seal SET verified_at = :at, checked_at = :at WHERE digest = :digest")
  void verified(String digest, long at);

  @SqlUpdate("UPDATE seal SET checked_at = :at WHERE digest = :digest")
  void checked(String digest, long at);

  /** The background check leaves the seal out until {@link #include}. */
  @SqlUpdate("UPDATE seal SET checked_at = -1, verified_at = 0 WHERE digest = :digest")
  void exclude(String digest);

  @SqlBatch("UPDATE seal SET checked_at = 0 WHERE digest = :digest AND checked_at < 0")
  void include(List<String> digest);

  /** The seal that was checked longest ago, if that was before this time. */
  @SqlQuery("""
      SELECT digest FROM seal WHERE checked_at >= 0 AND checked_at < :before AND condemned_at = 0
      ORDER BY checked_at, digest LIMIT 1
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
