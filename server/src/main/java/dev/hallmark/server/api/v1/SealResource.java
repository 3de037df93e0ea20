package dev.hallmark.server.api.v1;

import dev.hallmark.server.api.Callers;
import dev.hallmark.server.api.Route;
import dev.hallmark.server.api.requests.RequiredFields;
import dev.hallmark.server.artifacts.integrity.SealRestoration;
import dev.hallmark.server.artifacts.integrity.SealVerification;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.Permission;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import dev.hallmark.server.events.DamagedFile;
import dev.hallmark.server.registry.seals.VersionSeals;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Verification and restoration of the files of a version. */
final class SealResource implements V1Routes {
  private final VersionSeals seals;

  SealResource(VersionSeals seals) {
    this.seals = seals;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(VersionPath.ONE + "/verify", Permission.READ, this::verify),
        Route.post(VersionPath.ONE + "/restore", Permission.ADMINISTER, this::restore));
  }

  /** @param expected null for a file that does not belong to the seal, as is {@code found} for one that is missing or was not read */
  record WireDamage(String path, String kind, String expected, String found) {
    static WireDamage of(DamagedFile file) {
      return new WireDamage(
          file.path(),
          file.kind().name().toLowerCase(Locale.ROOT),
          digest(file.expected()),
          digest(file.found()));
    }

    private static String digest(String hexadecimal) {
      return hexadecimal.isEmpty() ? null : WireVersion.digest(hexadecimal);
    }
  }

  /** @param restored null unless files were to be restored */
  record WireVerification(
      String status,
      String digest,
      int files,
      long bytes,
      List<WireDamage> damaged,
      int damagedCount,
      List<String> restored) {
    static WireVerification of(SealVerification found, List<String> restored) {
      return new WireVerification(
          found.isIntact() ? "intact" : "damaged",
          WireVersion.digest(found.digest()),
          found.files(),
          found.bytes(),
          found.damaged().stream().map(WireDamage::of).toList(),
          found.damagedCount(),
          restored);
    }
  }

  private void verify(Context ctx) {
    VersionPath path = VersionPath.of(ctx);
    V1Request.requireNoFields(ctx);
    SealVerification found = seals.verify(Callers.of(ctx), path.name(), path.version());
    V1Json.FORMAT.write(ctx, WireVerification.of(found, null));
  }

  /** Where the copy is: one of both. */
  record Restore(String path, String uri) {
    /** The path in the store; empty for a URI of another place. */
    Optional<ArtifactPath> toPath() {
      if (uri == null) {
        return Optional.of(ArtifactPath.of(RequiredFields.required("path", path)));
      }
      if (path != null) {
        throw RegistryException.invalid(Subject.REQUEST, Reason.DUPLICATE, "uri", "path");
      }
      try {
        return ArtifactPath.ofUri(RequiredFields.required("uri", uri));
      } catch (RegistryException e) {
        throw e.field().equals("path")
            ? RegistryException.invalid(e.subject(), e.reason(), "uri", uri)
            : e;
      }
    }
  }

  private void restore(Context ctx) {
    VersionPath version = VersionPath.of(ctx);
    Restore call = V1Request.read(ctx, Restore.class);
    Caller caller = Callers.of(ctx);
    Optional<ArtifactPath> path = call.toPath();
    SealRestoration done = path.isPresent()
        ? seals.restore(caller, version.name(), version.version(), path.get())
        : seals.restore(caller, version.name(), version.version(), call.uri);
    V1Json.FORMAT.write(ctx, WireVerification.of(done.after(), done.restored()));
  }
}
