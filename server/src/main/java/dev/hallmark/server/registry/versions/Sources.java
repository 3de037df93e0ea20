package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.Seals;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.sources.SourcePattern;
import dev.hallmark.server.registry.tags.Prompts;
import dev.hallmark.server.registry.tags.Tags;
import dev.hallmark.server.registry.versions.SourceResolver.LoggedModelSource;
import dev.hallmark.server.registry.versions.VersionSource.Origin;
import dev.hallmark.server.registry.versions.VersionSource.Pending;
import dev.hallmark.server.registry.versions.VersionSource.PromptText;
import dev.hallmark.server.registry.versions.VersionSource.Reference;
import dev.hallmark.server.registry.versions.VersionSource.Sealed;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks the source of a new version, and seals its files if they are in this server's store. Runs before the transaction, because sealing
 * can take long.
 */
public final class Sources {
  private static final Pattern OF_RUN = Pattern.compile("(?://)?/([^/]+)/+(.*[^/])/*");
  private static final Pattern OF_LOGGED_MODEL = Pattern.compile("(?://)?/(m-[^/@]+)");

  private static final Set<String> SEALED = Set.of("models", "runs", "mlflow-artifacts");

  private final SourceResolver resolver;
  private final SourcePattern pattern;
  private final VersionSources versions;
  private final Seals seals;
  private final SourceFolders folders;

  Sources(
      SourceResolver resolver,
      SourcePattern pattern,
      VersionSources versions,
      Seals seals,
      DirectRoots roots) {
    this.resolver = resolver;
    this.pattern = pattern;
    this.versions = versions;
    this.seals = seals;
    this.folders = new SourceFolders(resolver, roots);
  }

  /** @param beforeSealing called if the source may refer to files of this server, before they are sealed */
  VersionSource resolve(
      AuthorizedCaller caller, NewVersion wanted, Tags tags, Runnable beforeSealing) {
    if (Prompts.marked(tags)) {
      return prompt(wanted, tags);
    }
    SourceUri uri = SourceUri.of(wanted.source());
    pattern.require(wanted.source());
    folders.requireLegal(uri);
    if (SEALED.contains(uri.scheme()) || folders.isDirect(uri.text())) {
      beforeSealing.run();
    }
    return switch (uri.scheme()) {
      case "models" -> ofModels(caller, wanted, uri);
      case "runs" -> ofRun(caller, wanted, uri);
      case "mlflow-artifacts" -> ofStore(caller, wanted, uri);
      case "file" -> local(caller, wanted, uri);
      default -> elsewhere(caller, wanted, uri);
    };
  }

  /**
   * Seals a folder or file of this server's store, whoever it belongs to. Requires ADMINISTER.
   *
   * @param beforeSealing called before files are sealed
   */
  VersionSource inStore(
      Caller caller, NewVersion wanted, Tags tags, ArtifactPath path, Runnable beforeSealing) {
    if (Prompts.marked(tags)) {
      throw RegistryException.invalid(Subject.PROMPT, "tags", Prompts.MARK);
    }
    pattern.require(wanted.source());
    beforeSealing.run();
    Seal seal = seals
        .sealAsAdministrator(caller, path)
        .orElseThrow(() -> RegistryException.notFound(Subject.ARTIFACT, "path", path));
    return new Sealed(wanted.origin(), seal.digest());
  }

  /** The source of a prompt must be a placeholder. Any other source would be a way to read files. */
  private VersionSource prompt(NewVersion wanted, Tags tags) {
    String source = wanted.source();
    if (!Prompts.isPlaceholder(source)) {
      throw RegistryException.invalid(Subject.PROMPT, "source", source);
    }
    pattern.require(source);
    return new PromptText(wanted.origin(), Prompts.digest(tags.byKey()));
  }

  private VersionSource ofModels(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    Matcher loggedModel = OF_LOGGED_MODEL.matcher(uri.rest());
    if (!loggedModel.matches()) {
      return undamaged(versions.named(caller, wanted, uri));
    }
    if (!wanted.loggedModelId().equals(loggedModel.group(1))) {
      throw uri.mismatch("model_id");
    }
    if (folders.isElsewhere(caller, wanted)) {
      return reference(wanted);
    }
    LoggedModelSource found = folders.loggedModel(caller, wanted.loggedModelId());
    String runId = wanted.runId().isEmpty() ? found.sourceRunId() : wanted.runId();
    Origin origin = new Origin(uri.text(), runId, wanted.runLink(), found.id());
    return sealed(caller, uri, found.artifactUri(), new Reference(origin, found.artifactUri()));
  }

  /** Throws CONFLICT for a copy of files that are known to be damaged. */
  private VersionSource undamaged(VersionSource copy) {
    if (copy instanceof Sealed sealed) {
      seals.requireUndamaged(sealed.seal());
    }
    return copy;
  }

  /** The folder of the run if it has files, otherwise the run's latest READY logged model of that name, as in MLflow's Python client. */
  private VersionSource ofRun(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    Matcher parts = OF_RUN.matcher(uri.rest());
    if (!parts.matches()) {
      throw uri.malformed();
    }
    String runId = parts.group(1);
    if (!wanted.runId().equals(runId)) {
      throw uri.mismatch("run_id");
    }
    if (folders.isElsewhere(caller, wanted)) {
      return reference(wanted);
    }
    folders.requireLoggedModel(caller, wanted);
    String path = parts.group(2);
    String root = resolver.run(caller, runId).orElse("");
    String folder = root.isEmpty() ? "" : root + "/" + path;
    folders.requireLegal(uri, root, folder);
    Reference asReference = reference(wanted);
    VersionSource ofFolder = sealed(caller, uri, folder, asReference);
    if (ofFolder instanceof Sealed || ofFolder instanceof Pending && folders.haveFiles(folder)) {
      return ofFolder;
    }
    return resolver
        .newestReady(caller, runId, path)
        .map(found -> ofLoggedModel(caller, wanted, uri, found, folder))
        .orElse(ofFolder);
  }

  /** @param folder of the run, which has no files unless it is unavailable */
  private VersionSource ofLoggedModel(
      AuthorizedCaller caller,
      NewVersion wanted,
      SourceUri uri,
      LoggedModelSource found,
      String folder) {
    folders.requireMounted(folder);
    Origin origin = wanted.origin().of(orElse(wanted, found));
    return sealed(caller, uri, found.artifactUri(), new Reference(origin, wanted.source()));
  }

  private static String orElse(NewVersion wanted, LoggedModelSource found) {
    return wanted.loggedModelId().isEmpty() ? found.id() : wanted.loggedModelId();
  }

  /** A path in this server's store must be inside the run or the logged model that the request names, or inside a seal. */
  private VersionSource ofStore(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    ArtifactPath path = path(uri, uri.text()).orElseThrow(uri::malformed);
    if (path.isReserved()) {
      return undamaged(versions.sealedAt(caller, wanted, uri, path));
    }
    if (folders.isElsewhere(caller, wanted)) {
      return reference(wanted);
    }
    if (!folders.isInside(caller, wanted, uri)) {
      throw seals.isOnlyForAdministrators(caller.caller(), path)
          ? uri.ofNoRun(wanted.missingOwner(), path)
          : uri.mismatch(wanted.missingOwner());
    }
    return sealed(caller, uri, uri.text(), reference(wanted));
  }

  /**
   * A local path must be inside the run or the logged model that the request names: with a custom artifact location, files of a run can be
   * on a shared disk.
   */
  private VersionSource local(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    boolean named = !wanted.runId().isEmpty() || !wanted.loggedModelId().isEmpty();
    if (uri.text().equals(uri.rest()) || !named) {
      throw RegistryException.invalid(Subject.SOURCE, "source", uri.text());
    }
    folders.requireInside(caller, wanted, uri);
    return sealed(caller, uri, uri.text(), reference(wanted));
  }

  private VersionSource elsewhere(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    if (!uri.isAbsolute()) {
      throw uri.malformed();
    }
    if (folders.isElsewhere(caller, wanted)) {
      return reference(wanted);
    }
    if (folders.isDirect(uri.text())) {
      folders.requireInside(caller, wanted, uri);
    } else {
      folders.requireLoggedModel(caller, wanted);
    }
    return sealed(caller, uri, uri.text(), reference(wanted));
  }

  private static Reference reference(NewVersion wanted) {
    return new Reference(wanted.origin(), wanted.source());
  }

  /**
   * Seals the files at this URI if they are in this server's store. If clients have stored them below a configured root, they are sealed
   * later. Otherwise returns the reference.
   */
  private VersionSource sealed(
      AuthorizedCaller caller, SourceUri uri, String location, Reference reference) {
    if (folders.isDirect(location)) {
      return new Pending(reference.origin(), location);
    }
    return path(uri, location)
        .flatMap(path -> seals.seal(caller, path))
        .<VersionSource>map(seal -> new Sealed(reference.origin(), seal.digest()))
        .orElse(reference);
  }

  /** Empty if the URI is not in this server's store. */
  private static Optional<ArtifactPath> path(SourceUri source, String location) {
    try {
      return ArtifactPath.ofUri(location);
    } catch (RegistryException e) { // the message is about a path, but the client sent a source
      throw source.malformed();
    }
  }
}
