package dev.hallmark.server;

import dev.hallmark.server.api.log.AccessLog;
import dev.hallmark.server.api.mlflow.SystemRoutes;
import dev.hallmark.server.api.mlflow.assembly.MlflowApi;
import dev.hallmark.server.artifacts.Artifacts;
import dev.hallmark.server.artifacts.FileRows;
import dev.hallmark.server.artifacts.SealStates;
import dev.hallmark.server.artifacts.direct.DirectRoot;
import dev.hallmark.server.artifacts.direct.DirectRoots;
import dev.hallmark.server.artifacts.direct.DirectUri;
import dev.hallmark.server.artifacts.gc.Garbage;
import dev.hallmark.server.artifacts.gc.GarbageCollection;
import dev.hallmark.server.artifacts.gc.RemovableFolders;
import dev.hallmark.server.artifacts.integrity.ScrubJob;
import dev.hallmark.server.artifacts.local.FileModes;
import dev.hallmark.server.artifacts.local.LocalRoot;
import dev.hallmark.server.artifacts.local.LocalStore;
import dev.hallmark.server.artifacts.s3.S3Root;
import dev.hallmark.server.artifacts.s3.S3Store;
import dev.hallmark.server.artifacts.s3.service.RefusedBucketException;
import dev.hallmark.server.artifacts.s3.service.S3Settings;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.auth.SecretKey;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.config.ArtifactConfig;
import dev.hallmark.server.config.ArtifactTransfer;
import dev.hallmark.server.config.BucketConfig;
import dev.hallmark.server.config.Config;
import dev.hallmark.server.config.DatabaseConfig;
import dev.hallmark.server.config.DirectRootsConfig;
import dev.hallmark.server.config.FolderConfig;
import dev.hallmark.server.config.GcConfig;
import dev.hallmark.server.config.HttpConfig;
import dev.hallmark.server.config.MachineAddresses;
import dev.hallmark.server.config.RegistryConfig;
import dev.hallmark.server.config.S3ServiceConfig;
import dev.hallmark.server.config.ScrubConfig;
import dev.hallmark.server.config.TrackingConfig;
import dev.hallmark.server.config.settings.ConfigException;
import dev.hallmark.server.config.settings.FileProblem;
import dev.hallmark.server.jobs.JobHandler;
import dev.hallmark.server.registry.RegistryServices;
import dev.hallmark.server.registry.records.RecordGarbage;
import dev.hallmark.server.registry.seals.VersionsWithoutSeal;
import dev.hallmark.server.storage.Database;
import dev.hallmark.server.tracking.assembly.TrackingServices;
import dev.hallmark.server.tracking.removal.DeletedExperiments;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Creates components from the configuration. Throws {@link ConfigException} for values that cannot be used. */
final class FromConfig {
  private FromConfig() {}

  /** @param data folder of the embedded database */
  static Database database(DatabaseConfig config, Path data) {
    return config.embedded()
        ? Database.file(data)
        : Database.postgres(config.url(), config.user(), config.password());
  }

  static SecretKey secretKey(DatabaseConfig config) {
    Path file = config.secretKeyFile();
    boolean embedded = config.embedded();
    try {
      return embedded ? SecretKey.readOrCreate(file) : SecretKey.read(file);
    } catch (IOException e) {
      throw new ConfigException("cannot use the secret key file " + file + ": "
          + (embedded ? FileProblem.making(file, e) : FileProblem.of(e)));
    }
  }

  static AccessLog accessLog(HttpConfig config) {
    try {
      return AccessLog.open(config.accessLog());
    } catch (IOException e) {
      throw new ConfigException("cannot write the access log " + config.accessLog() + ": "
          + FileProblem.making(Path.of(config.accessLog()), e));
    }
  }

  static ArtifactStore artifacts(ArtifactConfig config, Clock clock) {
    return config.map(FromConfig::folder, bucket -> bucket(bucket, clock));
  }

  private static ArtifactStore folder(FolderConfig config) {
    FileModes modes = switch (config.mode()) {
      case GROUP -> FileModes.GROUP;
      case PRIVATE -> FileModes.PRIVATE;
    };
    try {
      return LocalStore.open(config.folder(), modes, Database::halt);
    } catch (IOException e) {
      throw new ConfigException(
          "cannot use the artifacts folder " + config.folder() + ": " + FileProblem.of(e));
    }
  }

  private static ArtifactStore bucket(BucketConfig config, Clock clock) {
    try {
      return S3Store.open(
          new S3Settings(
              config.bucket(),
              config.prefix(),
              config.endpoint(),
              config.region(),
              config.pathStyle(),
              config.encryption(),
              config.transfer().isDirect(),
              config.publicEndpoint()),
          clock);
    } catch (RefusedBucketException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  /**
   * The host names that requests may use: the configured {@code allowed-hosts}, the host that the server listens on, and the origin of the
   * public URL. If the server listens on all addresses, its IP addresses are included. That is safe against DNS rebinding, since an
   * attacker cannot point an IP address at another machine.
   */
  static List<String> names(HttpConfig config) {
    List<String> names = new ArrayList<>(config.allowedHosts());
    names.add(config.host());
    if (MachineAddresses.isWildcard(config.host())) {
      names.addAll(MachineAddresses.of(config.host()));
    }
    if (!config.publicUrl().isEmpty()) {
      URI url = URI.create(config.publicUrl());
      names.add(url.getScheme() + "://" + url.getAuthority());
    }
    return names;
  }

  /** The places where clients store files themselves. */
  static DirectRoots directRoots(DirectRootsConfig config) {
    List<DirectRoot> opened = new ArrayList<>();
    boolean all = false;
    try {
      for (DirectRootsConfig.Root each : config.roots()) {
        opened.add(each.map(
            folder -> localRoot(each, folder), bucket -> s3Root(bucket, config.service())));
      }
      all = true;
      return new DirectRoots(opened);
    } finally {
      if (!all) {
        opened.forEach(DirectRoot::close);
      }
    }
  }

  private static DirectRoot localRoot(DirectRootsConfig.Root root, Path folder) {
    try {
      return LocalRoot.open(DirectUri.of(root.location()).orElseThrow(), folder);
    } catch (IOException e) {
      throw new ConfigException("cannot use the folder " + root.location()
          + ", where clients store files: " + FileProblem.of(e));
    }
  }

  private static DirectRoot s3Root(DirectRootsConfig.Root root, S3ServiceConfig service) {
    try {
      return S3Root.open(new S3Settings(
          root.bucket(),
          root.path(),
          service.endpoint(),
          service.region(),
          service.pathStyle(),
          ""));
    } catch (RefusedBucketException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  static TrackingServices.Settings tracking(TrackingConfig config, DirectRoots roots) {
    return new TrackingServices.Settings(
        config.defaultArtifactRoot(), roots.uris(), config.external());
  }

  /** The background check of registered files; empty if it is off. */
  static List<JobHandler> scrub(
      ScrubConfig config, ServiceContext context, ArtifactStore store, SealStates states) {
    ScrubJob.Pace pace = new ScrubJob.Pace(config.bytesPerSecond(), config.interval());
    return config.bytesPerSecond() == 0
        ? List.of()
        : List.of(new ScrubJob(context, store, states, pace));
  }

  /** The garbage collection, and what starts it regularly unless that is off. */
  static List<JobHandler> collection(
      GcConfig config,
      ServiceContext context,
      ArtifactStore store,
      Artifacts artifacts,
      GarbageCollection collection) {
    List<Garbage> garbage = new ArrayList<>(DeletedExperiments.withRunsAndModels(
        context,
        new RemovableFolders(store, new FileRows(context.jdbi(), context.writes())),
        new VersionsWithoutSeal(context.jdbi())));
    garbage.add(new RecordGarbage(context.jdbi(), store));
    List<JobHandler> handlers = new ArrayList<>();
    handlers.add(GarbageCollection.handler(context, store, artifacts, garbage));
    collection.scheduled(config.every(), config.olderThan()).ifPresent(handlers::add);
    return handlers;
  }

  static RegistryServices.Settings registry(RegistryConfig config) {
    return new RegistryServices.Settings(config.restartNumbers(), config.sourcePattern());
  }

  static MlflowApi.Settings mlflow(Config config) {
    return new MlflowApi.Settings(
        config.http().publicUrl(),
        config.search().aliases(),
        config.workspaces(),
        config.artifacts().transfer() == ArtifactTransfer.PRESIGNED);
  }

  static SystemRoutes.Transfers transfers(ArtifactConfig config) {
    return new SystemRoutes.Transfers(
        config.transfer().isDirect(), config.transfer() == ArtifactTransfer.PRESIGNED);
  }
}
