package dev.hallmark.server.storage.migration;

/** What a migration that is not completed can be undone with. */
public interface SchemaBackup {
  /** For a database that does not outlive the process. */
  SchemaBackup NONE = new SchemaBackup() {
    @Override
    public void take() {}

    @Override
    public void discard() {}
  };

  /** To be called before tables are changed; the backup is flushed when this returns. */
  void take();

  /** To be called when the changed tables are flushed. */
  void discard();
}
