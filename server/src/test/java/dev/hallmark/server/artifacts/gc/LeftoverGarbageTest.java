package dev.hallmark.server.artifacts.gc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hallmark.server.artifacts.gc.Sweep.Total;
import dev.hallmark.server.artifacts.s3.S3Bucket;
import dev.hallmark.server.artifacts.s3.S3Store;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.testkit.S3Server;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftoverGarbageTest {
  private static final Origin ORIGIN = new Origin("server", "server", "", "gc", "", "");
  private static final long CLOCK_TICK = 1_100; // times in S3 are in seconds

  @Test
  void uploadsOfOneFile_areAbortedAmongThoseThatAreKept() throws Exception {
    try (S3Bucket bucket = new S3Bucket(S3Server.shared());
        S3Store store = bucket.store("models")) {
      for (int i = 0; i < 60; i++) {
        bucket.begin("models/0/run/artifacts/model.bin");
      }
      Thread.sleep(CLOCK_TICK);
      final long cutoff = System.currentTimeMillis();
      Thread.sleep(CLOCK_TICK);
      Set<String> kept = new HashSet<>();
      for (int i = 0; i < 60; i++) { // their random ids lie between the others
        kept.add(bucket.begin("models/0/run/artifacts/model.bin"));
      }

      Garbage garbage = LeftoverGarbage.uploads(store.unfinishedUploads());
      long freed = 0;
      Optional<String> at = Optional.of("");
      while (at.isPresent()) {
        Sweep sweep = new Sweep(false, cutoff, ORIGIN);
        at = garbage.next(sweep, at.get());
        freed += sweep.totals().stream().mapToLong(Total::objects).sum();
      }

      assertThat(freed).isEqualTo(60);
      assertThat(bucket.uploads()).isEqualTo(kept);
    }
  }
}
