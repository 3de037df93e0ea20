package dev.hallmark.server.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.store.ArtifactPath;
import dev.hallmark.server.artifacts.store.ArtifactStore.Usage;
import dev.hallmark.server.artifacts.store.Leftovers;
import dev.hallmark.server.artifacts.store.Leftovers.Leftover;
import dev.hallmark.server.testkit.S3Server;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What unfinished work leaves in a bucket, and how the garbage collection looks at folders. */
class S3LeftoversTest {
  private S3Bucket bucket;
  private S3Store store;

  @BeforeEach
  void open() {
    bucket = new S3Bucket(S3Server.shared());
    store = bucket.store("models");
  }

  @AfterEach
  void close() {
    store.close();
    bucket.close();
  }

  @Test
  void uploads_areFoundInOrderAndAborted() {
    bucket.begin("models/0/r/artifacts/a");
    bucket.begin("models/0/r/artifacts/b");
    bucket.begin("models/0/r/artifacts/b");
    bucket.begin("other/c");
    Leftovers uploads = store.unfinishedUploads();

    List<Leftover> first = uploads.after("", 2);
    List<Leftover> rest = uploads.after(first.get(0).position(), 2);

    assertThat(first).extracting(Leftover::name).containsExactly("0/r/artifacts/a");
    assertThat(rest)
        .extracting(Leftover::name)
        .containsExactly("0/r/artifacts/b", "0/r/artifacts/b");
    assertThat(uploads.after(rest.get(1).position(), 2)).isEmpty();
    assertThat(first.get(0).bytes()).isEqualTo(4);
    assertThat(first.get(0).usedAt())
        .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis() + 60_000);
    assertThat(uploads.remove(first.get(0))).isTrue();
    assertThat(uploads.remove(first.get(0))).isFalse();
    assertThat(bucket.everything())
        .containsExactlyInAnyOrder("models/0/r/artifacts/b", "models/0/r/artifacts/b", "other/c");
  }

  /** The names of all that is found, of which the last of each page is removed if told to. */
  private static List<String> walk(Leftovers uploads, boolean removing) {
    List<Leftover> found = new ArrayList<>();
    String at = "";
    for (List<Leftover> page = uploads.after(at, 3); !page.isEmpty(); page = uploads.after(at, 3)) {
      assertThat(page).hasSizeLessThanOrEqualTo(3);
      for (Leftover each : page) {
        boolean removed = removing && each == page.get(page.size() - 1);
        assertThat(removed && !uploads.remove(each)).isFalse();
        at = uploads.next(at, each, removed);
        found.add(each);
      }
    }
    assertThat(found).extracting(Leftover::id).doesNotHaveDuplicates();
    return found.stream().map(Leftover::name).toList();
  }

  @Test
  void uploadsOfOneKey_areFoundInPages() {
    bucket.begin("models/a");
    for (int i = 0; i < 7; i++) {
      bucket.begin("models/b");
    }
    bucket.begin("models/b2");
    List<String> all = List.of("a", "b", "b", "b", "b", "b", "b", "b", "b2");
    assertThat(walk(store.unfinishedUploads(), false)).isEqualTo(all);
    assertThat(walk(store.unfinishedUploads(), true)).isEqualTo(all);
  }

  @Test
  void temporaryObjects_areFoundAndDeleted() {
    bucket.put("models/.tmp/a", "text");
    bucket.put("models/.tmp/b", "text");
    Leftovers temporary = store.temporaryFiles();
    List<Leftover> found = temporary.after("", 1);
    assertThat(found).extracting(Leftover::name).containsExactly(".tmp/a");
    assertThat(temporary.after(found.get(0).position(), 9))
        .extracting(Leftover::name)
        .containsExactly(".tmp/b");
    assertThat(temporary.remove(found.get(0))).isTrue();
    assertThat(bucket.everything()).containsExactly("models/.tmp/b");
  }

  @Test
  void names_areThoseInTheFolderAfterTheGivenOne() {
    for (String key : List.of("s/a/files/x", "s/a/y", "s/b/z", "s/c", "s/d/1", "t/e")) {
      bucket.put("models/" + key, "text");
    }
    ArtifactPath folder = ArtifactPath.of("s");
    assertThat(store.names(folder, "", 2)).containsExactly("a", "b");
    assertThat(store.names(folder, "b", 9)).containsExactly("c", "d");
    assertThat(store.names(folder, "d", 9)).isEmpty();
    assertThat(store.names(ArtifactPath.of("none"), "", 9)).isEmpty();
  }

  @Test
  void deleteUntil_deletesAFileToo() {
    bucket.put("models/seals/a", "text");
    bucket.put("models/seals/ab", "text");
    assertThat(store.deleteUntil(ArtifactPath.of("seals/a"), () -> false)).isTrue();
    assertThat(bucket.everything()).containsExactly("models/seals/ab");
  }

  @Test
  void deleteUntil_stopsAfterAPage() {
    for (int i = 0; i < 1_005; i++) {
      bucket.put("models/big/" + i, "");
    }
    assertThat(store.usage(ArtifactPath.of("big"))).extracting(Usage::files).isEqualTo(1_005L);
    assertThat(store.deleteUntil(ArtifactPath.of("big"), () -> true)).isFalse();
    assertThat(store.usage(ArtifactPath.of("big")).files()).isBetween(1L, 1_004L);
    assertThat(store.deleteUntil(ArtifactPath.of("big"), () -> false)).isTrue();
    assertThat(bucket.everything()).isEmpty();
  }
}
