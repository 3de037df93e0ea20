package dev.hallmark.server.artifacts.s3;

import dev.hallmark.server.artifacts.s3.service.Bucket;
import dev.hallmark.server.artifacts.s3.service.BucketKeys;
import dev.hallmark.server.artifacts.s3.service.ObjectStart;
import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore.Usage;
import dev.hallmark.server.artifacts.store.Entry;
import dev.hallmark.server.artifacts.store.FileStamp;
import dev.hallmark.server.artifacts.store.PathRules;
import dev.hallmark.server.artifacts.store.RecentSet;
import dev.hallmark.server.error.Reason;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.error.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Presents keys as files and folders. A folder exists if there are keys below it. A key that ends with a slash, which consoles create
 * for an empty folder, is not a file. Other programs can store a key {@code a} beside {@code a/b}: then a list contains a file and a
 * folder of this name, opening {@code a} opens the file, and a folder that contains both cannot be sealed.
 */
final class S3Tree {
  private static final String SLASH = "/";

  /** The character after a slash: with it, a key is greater than all keys in the folder of this name. */
  private static final String AFTER_SLASH = "0";

  private final Bucket bucket;
  private final BucketKeys keys;
  private final Set<ArtifactPath> folders = RecentSet.create();

  S3Tree(Bucket bucket, BucketKeys keys) {
    this.bucket = bucket;
    this.keys = keys;
  }

  Optional<Entry> look(ArtifactPath path) {
    if (path.isRoot()) {
      return Optional.of(folder(path));
    }
    Optional<Entry> file = file(path);
    return file.isEmpty() && isFolder(path) ? Optional.of(folder(path)) : file;
  }

  Optional<Entry> file(ArtifactPath path) {
    return path.isRoot()
        ? Optional.empty()
        : bucket.head(keys.of(path)).map(found -> entry(path, found));
  }

  private boolean isFolder(ArtifactPath path) {
    ListObjectsV2Response first =
        bucket.list(list -> list.prefix(keys.below(path)).maxKeys(1));
    return first.hasContents() && !first.contents().isEmpty();
  }

  private static Entry entry(ArtifactPath path, HeadObjectResponse found) {
    return new Entry(
        path,
        false,
        new FileStamp(found.contentLength(), Bucket.unquoted(found.eTag())),
        ObjectStart.seconds(found.lastModified()));
  }

  private static Entry entry(ArtifactPath path, S3Object found) {
    return new Entry(
        path,
        false,
        new FileStamp(found.size(), Bucket.unquoted(found.eTag())),
        ObjectStart.seconds(found.lastModified()));
  }

  /** Folders have no modification time. */
  private static Entry folder(ArtifactPath path) {
    return new Entry(path, true, new FileStamp(0, ""), Instant.EPOCH);
  }

  List<Entry> list(ArtifactPath folder, IntConsumer count) {
    List<Entry> entries = new ArrayList<>();
    pages(list -> list.prefix(keys.below(folder)).delimiter(SLASH), page -> {
      int names = page.contents().size() + page.commonPrefixes().size();
      if (names > 0) {
        count.accept(names);
      }
      page.contents().forEach(each -> found(each).ifPresent(entries::add));
      page.commonPrefixes().forEach(each -> folder(each).ifPresent(entries::add));
    });
    entries.sort(Comparator.comparing(Entry::name));
    return entries;
  }

  private void pages(
      Consumer<ListObjectsV2Request.Builder> request, Consumer<ListObjectsV2Response> each) {
    ListObjectsV2Response page = bucket.list(request);
    each.accept(page);
    while (Boolean.TRUE.equals(page.isTruncated())) {
      String next = page.nextContinuationToken();
      page = bucket.list(list -> list.applyMutation(request).continuationToken(next));
      each.accept(page);
    }
  }

  /** Empty if it is not a file or its key is not a legal path. */
  private Optional<Entry> found(S3Object object) {
    return object.key().endsWith(SLASH)
        ? Optional.empty()
        : keys.path(object.key()).map(path -> entry(path, object));
  }

  /** Empty if the name is not legal, and for the folder of temporary objects. */
  private Optional<Entry> folder(CommonPrefix found) {
    String key = found.prefix().substring(0, found.prefix().length() - 1);
    return keys.path(key)
        .filter(path -> !path.value().equals(PathRules.TEMPORARY))
        .map(S3Tree::folder);
  }

  List<Entry> files(ArtifactPath path, IntConsumer count) {
    List<Entry> files = new ArrayList<>();
    pages(list -> list.prefix(keys.below(path)), page -> {
      count.accept(page.contents().size());
      page.contents().stream()
          .filter(each -> !isMarker(each))
          .forEach(each -> files.add(found(each).orElseThrow(() -> unsealable(each.key()))));
    });
    if (files.isEmpty()) {
      file(path).ifPresent(files::add);
    }
    files.sort(Comparator.comparing(each -> each.path().value()));
    requireFilesOnly(files);
    return files;
  }

  /** An empty object that represents a folder in consoles. */
  private static boolean isMarker(S3Object object) {
    return object.key().endsWith(SLASH) && object.size() == 0;
  }

  /** Throws INVALID_ARGUMENT if the path of one file is a folder of another. */
  private void requireFilesOnly(List<Entry> files) {
    Set<ArtifactPath> all = new HashSet<>();
    files.forEach(each -> all.add(each.path()));
    for (Entry each : files) {
      for (ArtifactPath above = each.path().parent(); !above.isRoot(); above = above.parent()) {
        if (all.contains(above)) {
          throw unsealable(keys.of(above));
        }
      }
    }
  }

  private RegistryException unsealable(String key) {
    String path = keys.relative(key);
    return PathRules.tooLong(path)
        .orElseGet(
            () -> RegistryException.invalid(Subject.ARTIFACT, Reason.UNSUPPORTED, "path", path));
  }

  /** At most 1,000 keys below a folder. */
  List<String> firstKeysBelow(ArtifactPath path) {
    return bucket.list(list -> list.prefix(keys.below(path))).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /** The first objects below a folder with keys after this one. */
  List<S3Object> objectsBelow(ArtifactPath path, String after, int limit) {
    return bucket
        .list(list -> list.prefix(keys.below(path)).startAfter(after).maxKeys(limit))
        .contents();
  }

  Usage usage(ArtifactPath path) {
    Usage[] usage = {Usage.NOTHING};
    pages(
        list -> list.prefix(keys.below(path)),
        page -> page.contents()
            .forEach(each ->
                usage[0] = usage[0].plus(each.size(), each.lastModified().toEpochMilli())));
    file(path)
        .ifPresent(
            each -> usage[0] = usage[0].plus(each.size(), each.modifiedAt().toEpochMilli()));
    return usage[0];
  }

  /** The first names of files and folders directly in a folder, after this one. */
  List<String> names(ArtifactPath folder, String after, int limit) {
    String below = keys.below(folder);
    TreeSet<String> names = new TreeSet<>();
    String from = below + after;
    boolean more = true;
    while (more && names.size() < limit) {
      String last = from;
      ListObjectsV2Response page = bucket.list(
          list -> list.prefix(below).delimiter(SLASH).startAfter(last).maxKeys(1_000));
      page.contents().forEach(each -> names.add(each.key().substring(below.length())));
      page.commonPrefixes()
          .forEach(each ->
              names.add(each.prefix().substring(below.length(), each.prefix().length() - 1)));
      names.remove(after); // a service can list the folder again
      names.remove("");
      more = Boolean.TRUE.equals(page.isTruncated()) && !names.isEmpty();
      from = names.isEmpty() ? from : below + names.last() + AFTER_SLASH;
    }
    return names.stream().filter(name -> name.compareTo(after) > 0).limit(limit).toList();
  }

  /** Passes on all keys below a folder, a page at a time, including keys that are not legal paths. */
  void keysBelow(ArtifactPath path, Consumer<List<String>> page) {
    pages(
        list -> list.prefix(keys.below(path)),
        each -> page.accept(each.contents().stream().map(S3Object::key).toList()));
  }

  /**
   * Throws INVALID_ARGUMENT if the path is a folder, or a file is among its parents. Does not detect what another server stores at the
   * same moment.
   */
  void requireRoomForFile(ArtifactPath path) {
    if (path.isRoot() || isFolder(path)) {
      throw mismatch(path);
    }
    for (ArtifactPath above = path.parent(); !above.isRoot(); above = above.parent()) {
      if (!folders.contains(above) && bucket.head(keys.of(above)).isPresent()) {
        throw mismatch(path);
      }
    }
  }

  /** Remembers that the parents of a stored file are folders, until this server stores a file in the place of one. */
  void stored(ArtifactPath path) {
    folders.remove(path);
    for (ArtifactPath above = path.parent(); !above.isRoot(); above = above.parent()) {
      folders.add(above);
    }
  }

  /** Forgets this folder and those below it. */
  void forget(ArtifactPath folder) {
    synchronized (folders) {
      folders.removeIf(known -> known.startsWith(folder));
    }
  }

  static RegistryException mismatch(ArtifactPath path) {
    return RegistryException.invalid(Subject.ARTIFACT, Reason.MISMATCH, "path", path);
  }
}
