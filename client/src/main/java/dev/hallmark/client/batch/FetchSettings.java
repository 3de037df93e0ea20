package dev.hallmark.client.batch;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a fetcher works.
 *
 * @param limit of the cache, in bytes
 * @param parallel downloads at a time
 * @param oldest how long ago the server may have said what is used without asking it; zero for never
 * @param isOffline whether the server is never asked
 */
record FetchSettings(
    Path cache,
    long limit,
    int parallel,
    ProgressListener progress,
    Duration oldest,
    boolean isOffline) {
  static final FetchSettings USUAL = new FetchSettings(
      Path.of(System.getProperty("user.home"), ".cache", "hallmark-client"),
      20_000_000_000L,
      4,
      now -> {},
      Duration.ZERO,
      false);

  FetchSettings cache(Path folder, long most) {
    return new FetchSettings(folder, most, parallel, progress, oldest, isOffline);
  }

  FetchSettings parallel(int downloads) {
    return new FetchSettings(cache, limit, downloads, progress, oldest, isOffline);
  }

  FetchSettings progress(ProgressListener listener) {
    return new FetchSettings(cache, limit, parallel, listener, oldest, isOffline);
  }

  FetchSettings fallback(Duration age, boolean always) {
    return new FetchSettings(cache, limit, parallel, progress, age, always);
  }
}
