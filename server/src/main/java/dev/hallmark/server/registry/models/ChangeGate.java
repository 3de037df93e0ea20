package dev.hallmark.server.registry.models;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.storage.Tx;

/**
 * Decides about changes of what is in use. Asked inside the transaction, with the model's row locked and the version known to
 * exist, after permissions and before anything is written.
 */
public interface ChangeGate {
  /** Lets everything through. */
  ChangeGate OPEN = (tx, caller, model, intent) -> {};

  /** Throws FORBIDDEN or CONFLICT to refuse; nothing is changed then. */
  void check(Tx tx, AuthorizedCaller caller, LockedModel model, Intent intent);

  /** What is about to happen. */
  sealed interface Intent {
    /** @param archiveOthers whether every other version in that stage is archived */
    record TransitionStage(int version, String from, String to, boolean archiveOthers)
        implements Intent {}

    /** @param before the version that the alias points at until now, 0 when it is new */
    record SetAlias(String alias, int before, int version) implements Intent {}

    record DeleteAlias(String alias, int version) implements Intent {}

    record DeleteVersion(int version) implements Intent {}

    record DeleteModel() implements Intent {}

    record RenameModel(String name) implements Intent {}
  }
}
