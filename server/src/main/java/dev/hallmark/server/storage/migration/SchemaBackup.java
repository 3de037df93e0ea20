package dev.hallmark.server.storage.migration;

/** A backup for undoing an incomplete migration. */
public interface SchemaBackup {
  /** For a database in memory. */
  SchemaBackup NONE = new SchemaBackup() {
    @Override
    public void take() {}

    @Override
    public void discard() {}
  };

  /** Must be called before a migration. The backup is flushed when this returns. */
  void take();

  /** Must be called when the migrated schema is flushed. */
  void discard();
}
