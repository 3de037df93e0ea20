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
 * Brings models to this machine for a job. A URI is resolved once; the files come in parallel, every digest is checked, and they stay in a
 * cache that all processes share. What differs from its digest, on the wire or in the cache, is fetched again once.
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
 * <p>Each setting answers a new fetcher; one can be shared by threads.
 */
public final class ModelFetcher {
  private static final Logger LOG = System.getLogger(ModelFetcher.class.getName());
  private static final Set<String> AWAY =
      Set.of(HallmarkException.UNREACHABLE, HallmarkException.CONNECTION_LOST);
  private static final Duration HURRIED = Duration.ofSeconds(10);
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  private final HallmarkClient client;
  private final FetchSettings settings;

  private ModelFetcher(HallmarkClient client, FetchSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /** With a cache of 20 GB in {@code ~/.cache/hallmark-client}, and four downloads at a time. */
  public static ModelFetcher of(HallmarkClient client) {
    return new ModelFetcher(client, FetchSettings.USUAL);
  }

  /** @param limit in bytes; models that are in use stay beyond it */
  public ModelFetcher cache(Path folder, long limit) {
    return new ModelFetcher(client, settings.cache(folder, limit));
  }

  /** @param downloads how many at a time, 1 or more */
  public ModelFetcher parallel(int downloads) {
    if (downloads < 1) {
      throw new HallmarkException(HallmarkException.UNUSABLE, "parallel is " + downloads);
    }
    return new ModelFetcher(client, settings.parallel(downloads));
  }

  public ModelFetcher progress(ProgressListener listener) {
    return new ModelFetcher(client, settings.progress(listener));
  }

  /** Takes what the cache has, as long as the server said so no longer ago, and never asks the server. */
  public ModelFetcher offline(Duration oldest) {
    return new ModelFetcher(client, settings.fallback(oldest, true));
  }

  /**
   * Asks the server, and does without it as {@link #offline} does when it cannot be reached or is too busy. Where the cache has a copy that
   * will do, that is known after one retry and at most ten seconds for each answer; where it has none, after all of the client's retries.
   */
  public ModelFetcher whenUnreachable(Duration oldest) {
    return new ModelFetcher(client, settings.fallback(oldest, false));
  }

  /**
   * Brings the version here that the URI means now. Throws with code {@code UNUSABLE} for a URI or place that cannot be fetched,
   * {@code DIGEST_MISMATCH} for bytes that are wrong twice, {@code OFFLINE} where the cache does not have it, and as the server says.
   *
   * @param uri as {@link ModelUri} has it
   */
  public FetchedModel fetch(String uri) {
    ModelUri parsed = ModelUri.parse(uri);
    ModelCache cache = new ModelCache(settings.cache(), settings.limit());
    String asked = asked(parsed);
    if (settings.isOffline()) {
      return fromCache(cache, asked, parsed, "");
    }
    Resolved resolved;
    try {
      HallmarkClient asking = hasCopy(cache, asked) ? client.hurried(1, HURRIED) : client;
      resolved = Resolved.now(asking, ready(parsed.resolve(asking)));
    } catch (HallmarkException e) {
      if (settings.oldest().isZero() || !isAway(e)) {
        throw e;
      }
      return withoutServer(e, cache, asked, parsed);
    }
    return fromServer(cache, parsed, resolved);
  }

  /** The record of what this URI means to this server and workspace. */
  private String asked(ModelUri uri) {
    return "uri-" + Sha256.of(client.trackingUri() + "\n" + client.workspace() + "\n" + uri);
  }

  /** Whether the cache seems to have what could be used without the server; its bytes are not looked at. */
  private boolean hasCopy(ModelCache cache, String asked) {
    return cache
        .records()
        .find(asked)
        .filter(resolved -> isFresh(resolved) && cache.has(resolved.digest()))
        .isPresent();
  }

  private FetchedModel withoutServer(
      HallmarkException failure, ModelCache cache, String asked, ModelUri uri) {
    FetchedModel model = fromCache(cache, asked, uri, "; " + failure.getMessage());
    LOG.log(
        Level.WARNING,
        "{0}; using version {1}, which {2} meant at {3}",
        failure.getMessage(),
        model.version(),
        uri,
        model.resolvedAt());
    return model;
  }

  private static boolean isAway(HallmarkException failure) {
    return AWAY.contains(failure.code()) || BUSY.contains(failure.status());
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
        .orElseGet(() -> cache.obtain(key, known, folder -> bring(resolved, folder)));
    Resolved whole = resolved.digest(tree.manifest().digest());
    FetchedModel model = new FetchedModel(whole, tree, false);
    try {
      if (!resolved.isSealed()) {
        cache.records().put(key, whole);
      }
      // a number does not move as an alias, a stage or latest may: it can be asked for later too
      for (ModelUri each : Set.copyOf(List.of(uri, uri.exact(resolved.version())))) {
        cache.records().putUnlessOlder(asked(each), whole);
      }
      return model;
    } catch (RuntimeException | Error failure) {
      Locks.closeAfter(failure, model);
      throw failure;
    }
  }

  private Manifest bring(Resolved resolved, Path folder) {
    Transfer transfer = new Transfer(client.artifacts(), settings.parallel(), settings.progress());
    Manifest first = transfer.bring(resolved.location(), folder);
    if (isRight(resolved, first)) {
      return first;
    }
    LOG.log(Level.WARNING, "{0} arrived with other bytes: fetching it again", resolved.location());
    Manifest second = transfer.bring(resolved.location(), folder);
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

  /** @param why more to say where the cache does not have it */
  private FetchedModel fromCache(ModelCache cache, String asked, ModelUri uri, String why) {
    Resolved resolved = cache
        .records()
        .find(asked)
        .orElseThrow(() -> offline(uri + " was never fetched into " + settings.cache() + why));
    if (!isFresh(resolved)) {
      throw offline(uri + " was resolved at " + resolved.at() + ", more than " + settings.oldest()
          + " ago" + why);
    }
    ModelCache.Tree tree = cache
        .find(resolved.digest())
        .orElseThrow(() -> offline("version " + resolved.version() + ", which " + uri
            + " meant, is not whole in " + settings.cache() + why));
    return new FetchedModel(resolved, tree, true);
  }

  private boolean isFresh(Resolved resolved) {
    return Duration.between(resolved.at(), Instant.now()).compareTo(settings.oldest()) <= 0;
  }

  private static HallmarkException offline(String message) {
    return new HallmarkException(HallmarkException.OFFLINE, message);
  }

  /**
   * Leaves a tag {@code hallmark.used_by.<job>} with the time on the version, so that people see who uses it. For a model that was taken without
   * the server's word nothing is asked of the server now either, and only the log says so.
   *
   * @param job letters, digits, {@code .}, {@code _}, {@code -}, {@code /} and blanks
   * @return whether the server knows now
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
