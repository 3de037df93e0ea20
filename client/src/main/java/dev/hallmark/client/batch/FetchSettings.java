package dev.hallmark.client.batch;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of a {@link ModelFetcher}.
 *
 * @param limit maximum size of the cache, in bytes
 * @param parallel number of concurrent downloads
 * @param maxAge how old a resolved version may be that is used without the server; zero to always need the server
 * @param isOffline whether to use the cache only
 */
record FetchSettings(
    Path cache,
    long limit,
    int parallel,
    ProgressListener progress,
    Duration maxAge,
    boolean isOffline) {
  static final FetchSettings DEFAULTS = new FetchSettings(
      Path.of(System.getProperty("user.home"), ".cache", "hallmark-client"),
      20_000_000_000L,
      4,
      now -> {},
      Duration.ZERO,
      false);

  FetchSettings cache(Path folder, long most) {
    return new FetchSettings(folder, most, parallel, progress, maxAge, isOffline);
  }

  FetchSettings parallel(int downloads) {
    return new FetchSettings(cache, limit, downloads, progress, maxAge, isOffline);
  }

  FetchSettings progress(ProgressListener listener) {
    return new FetchSettings(cache, limit, parallel, listener, maxAge, isOffline);
  }

  FetchSettings fallback(Duration age, boolean always) {
    return new FetchSettings(cache, limit, parallel, progress, age, always);
  }
}
