package dev.hallmark.server.registry.versions;

import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.AuthorizedCaller;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.registry.models.ModelName;
import dev.hallmark.server.registry.versions.VersionSource.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Versions whose source is another version. They share its seal or reference directly, so there are no chains. */
public final class VersionSources {
  private static final Pattern BY_ALIAS = Pattern.compile("(?://)?/([^/]+)@([^/@]+)");
  private static final Pattern BY_SELECTOR = Pattern.compile("(?://)?/([^/]+)/([^/]+)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private final Jdbi jdbi;

  VersionSources(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** {@code models:/name/3}, {@code models:/name@champion}, {@code models:/name/latest} or {@code models:/name/Staging}. */
  VersionSource named(AuthorizedCaller caller, NewVersion wanted, SourceUri uri) {
    ModelVersion version = jdbi.withHandle(handle -> find(handle, caller, uri));
    if (version.prompt()) {
      throw RegistryException.invalid(Subject.SOURCE, Reason.UNSUPPORTED, "source", uri.text());
    }
    requireMatch(uri, wanted, version);
    return copy("models:/" + version.name() + "/" + version.version(), wanted, version);
  }

  private static ModelVersion find(Handle handle, AuthorizedCaller caller, SourceUri uri) {
    Matcher byAlias = BY_ALIAS.matcher(uri.rest());
    if (byAlias.matches()) {
      return byAlias(handle, caller, new ModelName(byAlias.group(1)), byAlias.group(2));
    }
    Matcher selected = BY_SELECTOR.matcher(uri.rest());
    if (!selected.matches()) {
      throw uri.malformed();
    }
    ModelName name = new ModelName(selected.group(1));
    String selector = selected.group(2);
    if (selector.equalsIgnoreCase(AliasName.LATEST)) {
      return Aliases.highest(handle, caller, name);
    }
    return NUMBER.matcher(selector).matches()
        ? byNumber(handle, caller, name, selector)
        : byStage(handle, caller, name, Stage.of(selector));
  }

  private static ModelVersion byAlias(
      Handle handle, AuthorizedCaller caller, ModelName name, String alias) {
    return VersionReads.visibleTo(caller, handle)
        .findByAlias(caller.workspace(), name.value(), alias)
        .orElseThrow(() -> RegistryException.notFound(Subject.ALIAS, "alias", alias));
  }

  private static ModelVersion byNumber(
      Handle handle, AuthorizedCaller caller, ModelName name, String number) {
    Optional<ModelVersion> version = number.length() > 9
        ? Optional.empty()
        : VersionReads.visibleTo(caller, handle)
            .find(caller.workspace(), name.value(), Integer.parseInt(number));
    return version.orElseThrow(() -> {
      LatestVersions.ids(handle, caller, name); // throws if the model does not exist
      return unknown(name, number);
    });
  }

  private static ModelVersion byStage(
      Handle handle, AuthorizedCaller caller, ModelName name, Stage stage) {
    Map<Stage, Long> latest = LatestVersions.ids(handle, caller, name);
    return Optional.ofNullable(latest.get(stage))
        .flatMap(id -> new VersionReads(handle).byIds(List.of(id)).stream().findFirst())
        .orElseThrow(() -> unknown(name, stage.label()));
  }

  private static RegistryException unknown(ModelName name, String version) {
    return RegistryException.notFound(Subject.MODEL_VERSION, "version", version, name.value());
  }

  /** A source that is the URI of a seal, as {@code get-download-uri} returns it; promotion scripts use it. */
  VersionSource sealedAt(
      AuthorizedCaller caller, NewVersion wanted, SourceUri uri, ArtifactPath path) {
    String digest = Seal.digestOf(path)
        .filter(found -> path.equals(Seal.location(found)))
        .orElseThrow(() -> uri.mismatch("run_id"));
    ModelVersion version = jdbi.withHandle(handle -> VersionReads.visibleTo(caller, handle)
            .findSealed(caller.workspace(), digest, wanted.runId(), wanted.loggedModelId()))
        .orElseThrow(() -> uri.mismatch("run_id"));
    return copy(uri.text(), wanted, version);
  }

  /** Throws CONFLICT if the version is not ready. */
  private static VersionSource copy(String given, NewVersion wanted, ModelVersion version) {
    Origin origin = version.source().origin();
    return version
        .source()
        .copiedAs(new Origin(given, origin.runId(), wanted.runLink(), origin.loggedModelId()))
        .orElseThrow(() -> version.notReady());
  }

  private static void requireMatch(SourceUri uri, NewVersion wanted, ModelVersion version) {
    requireMatch(
        uri, "run_id", wanted.runId(), version, version.source().origin().runId());
    requireMatch(
        uri,
        "model_id",
        wanted.loggedModelId(),
        version,
        version.source().origin().loggedModelId());
  }

  private static void requireMatch(
      SourceUri uri, String field, String given, ModelVersion version, String known) {
    if (!given.isEmpty() && !given.equals(known)) {
      throw uri.mismatch(field, version);
    }
  }
}
