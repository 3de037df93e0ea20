package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.Seals;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.tags.Prompts;
import dev.hallmark.server.registry.tags.Tags;
import dev.hallmark.server.registry.versions.SourceResolver.LoggedModelSource;
import dev.hallmark.server.registry.versions.VersionSource.Origin;
import dev.hallmark.server.registry.versions.VersionSource.PromptText;
import dev.hallmark.server.registry.versions.VersionSource.Reference;
import dev.hallmark.server.registry.versions.VersionSource.Sealed;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides which source a version may be made from, and seals the files it names where they lie in this server's store. Runs
 * before the transaction that takes the number: sealing is what takes long.
 */
public final class Sources {
  private static final Pattern OF_RUN = Pattern.compile("(?://)?/([^/]+)/+(.*[^/])/*");
  private static final Pattern OF_LOGGED_MODEL = Pattern.compile("(?://)?/(m-[^/@]+)");

  private static final Set<String> SEALED = Set.of("models", "runs", "mlflow-artifacts");

  private final SourceResolver resolver;
  private final SourcePattern pattern;
  private final VersionSources versions;
  private final Seals seals;

  Sources(SourceResolver resolver, SourcePattern pattern, VersionSources versions, Seals seals) {
    this.resolver = resolver;
    this.pattern = pattern;
    this.versions = versions;
    this.seals = seals;
  }

  /** @param beforeSealing run when the source may be files of this server's, which are sealed then */
  VersionSource resolve(
      AuthorizedCaller caller, NewVersion wanted, Tags tags, Runnable beforeSealing) {
    if (Prompts.marked(tags)) {
      return prompt(wanted, tags);
    }
    SourceUri uri = SourceUri.of(wanted.source());
    pattern.require(wanted.source());
    if (SEALED.contains(uri.scheme())) {
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

  /** A prompt has no files; a source that is more than a placeholder would be a way to read some. */
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
      return versions.named(caller, wanted, uri);
    }
    if (!wanted.loggedModelId().equals(loggedModel.group(1))) {
      throw uri.mismatch("model_id");
    }
    if (isElsewhere(caller, wanted)) {
      return reference(wanted);
    }
    LoggedModelSource found = loggedModel(caller, wanted.loggedModelId());
    String runId = wanted.runId().isEmpty() ? found.sourceRunId() : wanted.runId();
    Origin origin = new Origin(uri.text(), runId, wanted.runLink(), found.id());
    return sealed(caller, uri, found.artifactUri(), new Reference(origin, found.artifactUri()));
  }

  /** The folder of the run if files lie there, else its newest READY logged model of that name: MLflow's SDK looks so too. */
  private VersionSource ofRun(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    Matcher parts = OF_RUN.matcher(uri.rest());
    if (!parts.matches()) {
      throw uri.malformed();
    }
    String runId = parts.group(1);
    if (!wanted.runId().equals(runId)) {
      throw uri.mismatch("run_id");
    }
    if (isElsewhere(caller, wanted)) {
      return reference(wanted);
    }
    requireLoggedModel(caller, wanted);
    String path = parts.group(2);
    String folder = resolver.run(caller, runId).map(root -> root + "/" + path).orElse("");
    Reference asItIs = reference(wanted);
    VersionSource ofFolder = sealed(caller, uri, folder, asItIs);
    if (ofFolder instanceof Sealed) {
      return ofFolder;
    }
    return resolver
        .newestReady(caller, runId, path)
        .map(found -> sealed(
            caller,
            uri,
            found.artifactUri(),
            new Reference(wanted.origin().of(orElse(wanted, found)), wanted.source())))
        .orElse(asItIs);
  }

  private static String orElse(NewVersion wanted, LoggedModelSource found) {
    return wanted.loggedModelId().isEmpty() ? found.id() : wanted.loggedModelId();
  }

  /** A path in our own store counts only inside the run or the logged model that the request names, or inside a seal. */
  private VersionSource ofStore(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    ArtifactPath path = path(uri, uri.text()).orElseThrow(uri::malformed);
    if (path.isReserved()) {
      return versions.sealedAt(caller, wanted, uri, path);
    }
    if (isElsewhere(caller, wanted)) {
      return reference(wanted);
    }
    requireInside(caller, wanted, uri);
    return sealed(caller, uri, uri.text(), reference(wanted));
  }

  /** Below a root of the operator's own a run may have its files on a disk that its clients share. */
  private VersionSource local(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    boolean named = !wanted.runId().isEmpty() || !wanted.loggedModelId().isEmpty();
    if (uri.text().equals(uri.rest()) || !named) {
      throw RegistryException.invalid(Subject.SOURCE, "source", uri.text());
    }
    requireInside(caller, wanted, uri);
    return reference(wanted);
  }

  private VersionSource elsewhere(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    if (!uri.isAbsolute()) {
      throw uri.malformed();
    }
    if (!isElsewhere(caller, wanted)) {
      requireLoggedModel(caller, wanted);
    }
    return reference(wanted);
  }

  /** Then the source means a place on the other tracking server, which only clients can reach. */
  private boolean isElsewhere(AuthorizedCaller caller, NewVersion wanted) {
    return resolver.isElsewhere(caller, wanted.runId(), wanted.loggedModelId());
  }

  private void requireInside(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    boolean inside = false;
    if (!wanted.runId().isEmpty()) {
      String root = resolver
          .run(caller, wanted.runId())
          .orElseThrow(() -> RegistryException.notFound(Subject.RUN, "run_id", wanted.runId()));
      inside = uri.isIn(root);
    }
    if (!wanted.loggedModelId().isEmpty()) {
      inside |= uri.isIn(loggedModel(caller, wanted.loggedModelId()).artifactUri());
    }
    if (!inside) {
      throw uri.mismatch(
          wanted.runId().isEmpty() && !wanted.loggedModelId().isEmpty() ? "model_id" : "run_id");
    }
  }

  private LoggedModelSource loggedModel(AuthorizedCaller caller, String id) {
    return resolver
        .loggedModel(caller, id)
        .orElseThrow(() -> RegistryException.notFound(Subject.LOGGED_MODEL, "model_id", id));
  }

  private void requireLoggedModel(AuthorizedCaller caller, NewVersion wanted) {
    if (!wanted.loggedModelId().isEmpty()) {
      loggedModel(caller, wanted.loggedModelId());
    }
  }

  private static Reference reference(NewVersion wanted) {
    return new Reference(wanted.origin(), wanted.source());
  }

  /** The reference, sealed if files of ours lie at the place. */
  private VersionSource sealed(
      AuthorizedCaller caller, SourceUri uri, String place, Reference reference) {
    return path(uri, place)
        .flatMap(path -> seals.seal(caller, path))
        .<VersionSource>map(seal -> new Sealed(reference.origin(), seal.digest()))
        .orElse(reference);
  }

  /** Empty for a place that is not in our store. */
  private static Optional<ArtifactPath> path(SourceUri source, String place) {
    try {
      return ArtifactPath.ofUri(place);
    } catch (RegistryException e) { // it speaks of a path, where the client gave a source
      throw source.malformed();
    }
  }
}
