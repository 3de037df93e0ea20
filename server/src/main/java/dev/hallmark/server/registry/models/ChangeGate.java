package dev.hallmark.server.registry.models;

import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.storage.Tx;

/**
 * Can reject changes of models and versions, for example by an approval policy. It is called inside the transaction, with the row of the
 * model locked, after permission checks and before any write.
 */
public interface ChangeGate {
  /** Accepts every change. */
  ChangeGate OPEN = (tx, caller, model, intent) -> {};

  /** Throws FORBIDDEN or CONFLICT to reject the change. */
  void check(Tx tx, AuthorizedCaller caller, LockedModel model, Intent intent);

  /** The change to check. */
  sealed interface Intent {
    /** @param archiveOthers whether all other versions in the target stage are archived */
    record TransitionStage(int version, String from, String to, boolean archiveOthers)
        implements Intent {}

    /** @param before the current version of the alias, 0 if the alias is new */
    record SetAlias(String alias, int before, int version) implements Intent {}

    record DeleteAlias(String alias, int version) implements Intent {}

    record DeleteVersion(int version) implements Intent {}

    record DeleteModel() implements Intent {}

    record RenameModel(String name) implements Intent {}
  }
}
