package dev.hallmark.client.batch;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.ModelVersion;
import dev.hallmark.client.VersionStatus;
import dev.hallmark.client.files.Sha256;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Downloads models for a job. A URI is resolved once. Files are downloaded in parallel, checked against their digests, and stored in a
 * cache that processes share. Content that does not match its digest, whether downloaded or cached, is downloaded once more.
 *
 * <pre>{@code
 * ModelFetcher fetcher = ModelFetcher.of(HallmarkClient.fromEnvironment())
 *     .cache(Path.of("/var/cache/models"), 50_000_000_000L)
 *     .progress(new ConsoleBar(System.err))
 *     .whenUnreachable(Duration.ofDays(2));
 * try (FetchedModel model = fetcher.fetch("models:/fraud@champion")) {
 *   fetcher.recordUse(model, "nightly-scoring");
 *   score(model.folder());
 * }
 * }</pre>
 *
 * <p>Each setter returns a new fetcher. A fetcher is thread-safe.
 */
public final class ModelFetcher {
  private static final Logger LOG = System.getLogger(ModelFetcher.class.getName());
  private static final Set<String> UNREACHABLE =
      Set.of(HallmarkException.UNREACHABLE, HallmarkException.CONNECTION_LOST);
  private static final Duration FALLBACK_TIMEOUT = Duration.ofSeconds(10);
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  private final HallmarkClient client;
  private final FetchSettings settings;

  private ModelFetcher(HallmarkClient client, FetchSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** A fetcher with a cache of 20 GB in {@code ~/.cache/hallmark-client} and four concurrent downloads. */
  public static ModelFetcher of(HallmarkClient client) {
    return new ModelFetcher(client, FetchSettings.DEFAULTS);
  }

  /** @param limit in bytes; models in use are kept even beyond it */
  public ModelFetcher cache(Path folder, long limit) {
    return new ModelFetcher(client, settings.cache(folder, limit));
  }

  /** @param downloads maximum number of concurrent downloads, 1 or more */
  public ModelFetcher parallel(int downloads) {
    if (downloads < 1) {
      throw new HallmarkException(HallmarkException.UNUSABLE, "parallel is " + downloads);
    }
    return new ModelFetcher(client, settings.parallel(downloads));
  }

  public ModelFetcher progress(ProgressListener listener) {
    return new ModelFetcher(client, settings.progress(listener));
  }

  /**
   * Uses the cache only, never the server.
   *
   * @param maxAge maximum age of a resolved URI
   */
  public ModelFetcher offline(Duration maxAge) {
    return new ModelFetcher(client, settings.fallback(maxAge, true));
  }

  /**
   * Uses the server, but falls back to the cache as {@link #offline} does if the server is unreachable or too busy. If the cache has a
   * suitable copy, the fallback starts after one retry and at most ten seconds per response; otherwise after all retries of the client.
   *
   * @param maxAge maximum age of a resolved URI
   */
  public ModelFetcher whenUnreachable(Duration maxAge) {
    return new ModelFetcher(client, settings.fallback(maxAge, false));
  }

  /**
   * Fetches the version that the URI resolves to now. Throws with code {@code UNUSABLE} for a URI or source that cannot be fetched,
   * {@code DIGEST_MISMATCH} for content that is wrong twice, {@code OFFLINE} if the cache does not have the model, and with the error codes
   * of the server.
   *
   * @param uri as {@link ModelUri} describes
   */
  public FetchedModel fetch(String uri) {
    ModelUri parsed = ModelUri.parse(uri);
    ModelCache cache = new ModelCache(settings.cache(), settings.limit());
    String recordKey = recordKey(parsed);
    if (settings.isOffline()) {
      return fromCache(cache, recordKey, parsed, "");
    }
    Resolved resolved;
    try {
      HallmarkClient asking =
          hasCopy(cache, recordKey) ? client.hurried(1, FALLBACK_TIMEOUT) : client;
      resolved = Resolved.now(asking, ready(parsed.resolve(asking)));
    } catch (HallmarkException e) {
      if (settings.maxAge().isZero() || !isUnavailable(e)) {
        throw e;
      }
      return withoutServer(e, cache, recordKey, parsed);
    }
    return fromServer(cache, parsed, resolved);
  }

  /** The key of the cache record for this URI, server and workspace. */
  private String recordKey(ModelUri uri) {
    return "uri-" + Sha256.of(client.trackingUri() + "\n" + client.workspace() + "\n" + uri);
  }

  /** Whether the cache has a copy that could be used without the server; its files are not checked. */
  private boolean hasCopy(ModelCache cache, String recordKey) {
    return cache
        .records()
        .find(recordKey)
        .filter(resolved -> isFresh(resolved) && cache.has(resolved.digest()))
        .isPresent();
  }

  private FetchedModel withoutServer(
      HallmarkException failure, ModelCache cache, String recordKey, ModelUri uri) {
    FetchedModel model = fromCache(cache, recordKey, uri, "; " + failure.getMessage());
    LOG.log(
        Level.WARNING,
        "{0}; using version {1}, which {2} meant at {3}",
        failure.getMessage(),
        model.version(),
        uri,
        model.resolvedAt());
    return model;
  }

  private static boolean isUnavailable(HallmarkException failure) {
    return UNREACHABLE.contains(failure.code()) || BUSY.contains(failure.status());
  }

  private static ModelVersion ready(ModelVersion version) {
    if (version.status() == VersionStatus.PENDING_REGISTRATION
        || version.status() == VersionStatus.FAILED_REGISTRATION) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE,
          "version " + version.version() + " of " + version.name() + " is " + version.status()
              + ": " + version.statusMessage());
    }
    return version;
  }

  private FetchedModel fromServer(ModelCache cache, ModelUri uri, Resolved resolved) {
    String key = resolved.key(client);
    String known = resolved.isSealed()
        ? resolved.digest()
        : cache.records().find(key).map(Resolved::digest).orElse("");
    ModelCache.Tree tree = (known.isEmpty() ? Optional.<ModelCache.Tree>empty() : cache.find(known))
        .orElseGet(() -> cache.obtain(key, known, folder -> download(resolved, folder)));
    Resolved whole = resolved.digest(tree.manifest().digest());
    FetchedModel model = new FetchedModel(whole, tree, false);
    try {
      if (!resolved.isSealed()) {
        cache.records().put(key, whole);
      }
      // a version number always means the same version, so it can be used for a later fallback too
      for (ModelUri each : Set.copyOf(List.of(uri, uri.withVersion(resolved.version())))) {
        cache.records().putUnlessOlder(recordKey(each), whole);
      }
      return model;
    } catch (RuntimeException | Error failure) {
      Locks.closeAfter(failure, model);
      throw failure;
    }
  }

  private Manifest download(Resolved resolved, Path folder) {
    Transfer transfer = new Transfer(client.artifacts(), settings.parallel(), settings.progress());
    Manifest first = transfer.download(resolved.location(), folder);
    if (isRight(resolved, first)) {
      return first;
    }
    LOG.log(Level.WARNING, "{0} arrived with other bytes: fetching it again", resolved.location());
    Manifest second = transfer.download(resolved.location(), folder);
    if (isRight(resolved, second)) {
      return second;
    }
    throw new HallmarkException(
        HallmarkException.DIGEST_MISMATCH,
        resolved.location() + " arrived twice with other files than were sealed: digest "
            + second.digest());
  }

  private static boolean isRight(Resolved resolved, Manifest manifest) {
    return !resolved.isSealed() || manifest.digest().equals(resolved.digest());
  }

  /** @param why appended to the error message if the cache does not have the model */
  private FetchedModel fromCache(ModelCache cache, String recordKey, ModelUri uri, String why) {
    Resolved resolved = cache
        .records()
        .find(recordKey)
        .orElseThrow(() -> offline(uri + " was never fetched into " + settings.cache() + why));
    if (!isFresh(resolved)) {
      throw offline(uri + " was resolved at " + resolved.at() + ", more than " + settings.maxAge()
          + " ago" + why);
    }
    ModelCache.Tree tree = cache
        .find(resolved.digest())
        .orElseThrow(() -> offline("version " + resolved.version() + ", which " + uri
            + " meant, is not whole in " + settings.cache() + why));
    return new FetchedModel(resolved, tree, true);
  }

  private boolean isFresh(Resolved resolved) {
    return Duration.between(resolved.at(), Instant.now()).compareTo(settings.maxAge()) <= 0;
  }

  private static HallmarkException offline(String message) {
    return new HallmarkException(HallmarkException.OFFLINE, message);
  }

  /**
   * Sets the tag {@code hallmark.used_by.<job>} of the version to the current time, to show which jobs use it. If the model was fetched
   * offline, this only logs a warning.
   *
   * @param job letters, digits, {@code .}, {@code _}, {@code -}, {@code /} and spaces
   * @return whether the tag was set
   */
  public boolean recordUse(FetchedModel model, String job) {
    if (model.isOffline()) {
      LOG.log(
          Level.WARNING,
          "use of {0} version {1} by {2} was not recorded: the model came offline",
          model.name(),
          model.version(),
          job);
      return false;
    }
    client
        .versions()
        .setTag(
            model.name(),
            model.version(),
            "hallmark.used_by." + job,
            Instant.now().toString());
    return true;
  }
}
