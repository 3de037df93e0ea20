package dev.hallmark.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.client.files.ArtifactLocation;
import dev.hallmark.client.files.FileDownload;
import dev.hallmark.client.http.Json;
import dev.hallmark.client.http.RepeatSafety;
import dev.hallmark.client.http.Request;
import dev.hallmark.client.http.RequestSender;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of runs, logged models and versions that the server proxies. A URI has one of three forms: {@code mlflow-artifacts:/…}, as in
 * the artifact URI of a run or the download URI of a version; {@code runs:/<run id>/<path>}; or the HTTP URL of the proxied file.
 *
 * <pre>{@code
 * client.artifacts().upload(Path.of("out/scores.csv"), run.artifactUri() + "/scores");
 * client.artifacts().download("runs:/" + run.id() + "/scores/scores.csv", Path.of("copy.csv"));
 * }</pre>
 */
public final class Artifacts {
  private static final long BYTES_PER_SECOND = 256 * 1024;
  private static final Pattern ODD = Pattern.compile("[\\\\\\p{Cntrl}]|^[A-Za-z]:");

  private final RequestSender sender;
  private final URI tracking;
  private final Runs runs;

  Artifacts(RequestSender sender, URI tracking, Runs runs) {
    this.sender = sender;
    this.tracking = tracking;
    this.runs = runs;
  }

  /** The files and folders directly in a folder. Empty for a file and for a path that does not exist. */
  public List<ArtifactFile> list(String uri) {
    return children(location(uri), "");
  }

  /** The files in a folder and in all folders below it. Empty folders are left out. */
  public List<ArtifactFile> listAll(String uri) {
    List<ArtifactFile> files = new ArrayList<>();
    collect(location(uri), "", files);
    return List.copyOf(files);
  }

  private void collect(ArtifactLocation folder, String prefix, List<ArtifactFile> files) {
    for (ArtifactFile child : children(folder, prefix)) {
      if (child.isFolder()) {
        collect(folder.child(name(child)), child.path() + "/", files);
      } else {
        files.add(child);
      }
    }
  }

  private List<ArtifactFile> children(ArtifactLocation folder, String prefix) {
    JsonNode response = sender.json(Request.get(folder.listing()));
    return Json.list(response, "files", file -> {
      String name = checked(Json.text(file, "path"));
      return new ArtifactFile(
          prefix + name,
          folder.child(name).uri(tracking),
          file.path("is_dir").asBoolean(),
          Json.number(file, "file_size"));
    });
  }

  private static String name(ArtifactFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }

  /** The name becomes a local file name, so it must not lead out of the target folder. */
  private static String checked(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.matches("|\\.|\\.\\.") || ODD.matcher(name).find()) {
      throw new HallmarkException(
          HallmarkException.UNUSABLE, "the server lists a file by the name '" + path + "'");
    }
    return name;
  }

  /**
   * Uploads a file, or all files of a folder and its subfolders, to a folder on the server. Existing files with the same names are
   * replaced.
   *
   * @param folderUri such as {@code run.artifactUri()}, or a folder below it
   */
  public void upload(Path local, String folderUri) {
    ArtifactLocation folder = location(folderUri);
    Path base = Files.isDirectory(local) ? local : local.toAbsolutePath().getParent();
    for (Path file : files(local)) {
      put(file, folder.child(base.relativize(file).toString().replace('\\', '/')));
    }
  }

  private static List<Path> files(Path local) {
    if (!Files.isDirectory(local)) {
      return List.of(local.toAbsolutePath());
    }
    try (Stream<Path> all = Files.walk(local)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new HallmarkException(HallmarkException.LOCAL_FILE, "cannot list " + local, e);
    }
  }

  private void put(Path file, ArtifactLocation target) {
    try {
      Duration extraTimeout = Duration.ofSeconds(Files.size(file) / BYTES_PER_SECOND);
      Request call = new Request(
          "PUT",
          target.file(),
          Map.of(),
          BodyPublishers.ofFile(file),
          extraTimeout,
          RepeatSafety.IDEMPOTENT);
      sender.send(call, response -> response.body().readAllBytes());
    } catch (FileNotFoundException e) {
      throw new HallmarkException(HallmarkException.LOCAL_FILE, "there is no file " + file, e);
    } catch (IOException e) {
      throw new HallmarkException(HallmarkException.LOCAL_FILE, "cannot read " + file, e);
    }
  }

  /**
   * Downloads one file. An interrupted download resumes where it stopped if the server supports ranges; content that does not match the
   * digest from the server is downloaded once more. The target file is created or replaced only when the download is complete and its
   * digest is correct.
   */
  public Download download(String uri, Path target) {
    return download(uri, target, bytes -> {});
  }

  /** @param progress receives the number of bytes that were added, on the calling thread; negative if bytes have to be downloaded again */
  public Download download(String uri, Path target, LongConsumer progress) {
    return new FileDownload(sender, location(uri).file(), target, progress).run();
  }

  private ArtifactLocation location(String uri) {
    if (!uri.startsWith("runs:/")) {
      return ArtifactLocation.of(uri, tracking);
    }
    String[] parts = uri.substring("runs:/".length()).split("/", 2);
    ArtifactLocation root = ArtifactLocation.of(runs.get(parts[0]).artifactUri(), tracking);
    return parts.length == 1 || parts[1].isEmpty() ? root : root.child(parts[1]);
  }
}
