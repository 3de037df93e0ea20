package dev.hallmark.server.registry.seals;

import dev.hallmark.server.artifacts.SealStates;
import dev.hallmark.server.artifacts.direct.DirectFolder;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.integrity.SealIntegrity;
import dev.hallmark.server.artifacts.integrity.SealRestoration;
import dev.hallmark.server.artifacts.integrity.SealVerification;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Access;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.ModelVersion;
import dev.hallmark.server.registry.versions.ModelVersions;
import dev.hallmark.server.registry.versions.VersionSource.Sealed;
import java.util.Optional;

/** The seals of versions. Versions with equal files share one, so what is done to it is done for all of them. */
public final class VersionSeals {
  private final Access access;
  private final ModelVersions versions;
  private final SealIntegrity integrity;
  private final DirectRoots roots;

  /** @param roots where clients store files */
  public VersionSeals(
      Access access, ModelVersions versions, SealIntegrity integrity, DirectRoots roots) {
    this.access = access;
    this.versions = versions;
    this.integrity = integrity;
    this.roots = roots;
  }

  /** What is known about the files of a version that the caller has read; empty if it has no seal. */
  public Optional<SealStates.State> state(ModelVersion version) {
    return version.source() instanceof Sealed sealed
        ? Optional.of(integrity.state(sealed.seal()))
        : Optional.empty();
  }

  /**
   * Compares all files of a version with their digests. If one is damaged, the files of this seal are not used until it is restored.
   * Requires READ. Throws CONFLICT with reason NOT_SEALED or NOT_READY for a version without a seal.
   */
  public SealVerification verify(Caller caller, ModelName name, int number) {
    AuthorizedCaller reader = access.require(caller, Permission.READ);
    String digest = digest(versions.get(caller, name, number));
    return integrity.verify(reader, digest, () -> versions.get(caller, name, number));
  }

  /** Restores damaged files of a version from a copy in the store. Requires ADMINISTER. Throws as {@link #verify} does. */
  public SealRestoration restore(Caller caller, ModelName name, int number, ArtifactPath from) {
    access.require(caller, Permission.ADMINISTER);
    return integrity.restore(caller, digest(versions.get(caller, name, number)), from);
  }

  /**
   * As {@link #restore(Caller, ModelName, int, ArtifactPath)}, from a folder where clients store files, in the workspace {@code default}
   * only. Throws INVALID_ARGUMENT for a URI that is not below a root.
   */
  public SealRestoration restore(Caller caller, ModelName name, int number, String uri) {
    access.require(caller, Permission.ADMINISTER);
    DirectFolder from =
        roots.find(uri).orElseThrow(() -> RegistryException.invalid(Subject.ARTIFACT, "uri", uri));
    return integrity.restore(caller, digest(versions.get(caller, name, number)), from);
  }

  private static String digest(ModelVersion version) {
    if (version.source() instanceof Sealed sealed) {
      return sealed.seal();
    }
    if (version.source().filesUri().isEmpty()) {
      throw version.notReady();
    }
    throw RegistryException.conflict(
        Subject.MODEL_VERSION, Reason.NOT_SEALED, "version", version.version(), version.name());
  }
}
