package dev.hallmark.server.events;

import java.util.List;

/** Damage of sealed files, and its repair. */
public sealed interface SealEvent extends RegistryEvent {
  /**
   * Files of a seal are not what was sealed. None of the files is served until the seal is restored.
   *
   * @param damaged files that were not known to be damaged, at most 100
   * @param damagedCount how many there are
   * @param versions versions with this seal, at most 100
   * @param versionsListed false if there are more
   */
  record SealFoundDamaged(
      Change change,
      String digest,
      List<DamagedFile> damaged,
      int damagedCount,
      List<SealedVersion> versions,
      boolean versionsListed)
      implements SealEvent {
    @Override
    public Operation operation() {
      return Operation.SEAL_FOUND_DAMAGED;
    }
  }

  /**
   * All files of a damaged seal are again what was sealed.
   *
   * @param restored what the server replaced or deleted, at most 100; empty if the files were restored without it
   * @param versions versions with this seal, at most 100
   * @param versionsListed false if there are more
   */
  record SealRestored(
      Change change,
      String digest,
      List<String> restored,
      List<SealedVersion> versions,
      boolean versionsListed)
      implements SealEvent {
    @Override
    public Operation operation() {
      return Operation.SEAL_RESTORED;
    }
  }

  /** A seal that no version has is deleted. */
  record SealRemoved(Change change, String digest, long bytes) implements SealEvent {
    @Override
    public Operation operation() {
      return Operation.SEAL_REMOVED;
    }
  }
}
