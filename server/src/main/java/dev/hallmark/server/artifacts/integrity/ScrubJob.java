package dev.hallmark.server.artifacts.integrity;

import dev.hallmark.server.artifacts.FileRows;
import dev.hallmark.server.artifacts.Manifest;
import dev.hallmark.server.artifacts.Seal;
import dev.hallmark.server.artifacts.SealStates;
import dev.hallmark.server.artifacts.store.ArtifactStore;
import dev.hallmark.server.artifacts.store.OpenFile;
import dev.hallmark.server.artifacts.store.StoreFailures;
import dev.hallmark.server.auth.Caller;
import dev.hallmark.server.auth.ServiceContext;
import dev.hallmark.server.error.RegistryException;
import dev.hallmark.server.events.DamagedFile;
import dev.hallmark.server.events.Origin;
import dev.hallmark.server.jobs.Job;
import dev.hallmark.server.jobs.JobHandler;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares all files of all seals that versions name with their digests, the seal first that was checked longest ago. There is one job for
 * all servers, and it stores its position, within files too, after each step of less than a second.
 */
public final class ScrubJob implements JobHandler {
  /** @param bytesPerSecond the maximum speed on average */
  public record Pace(long bytesPerSecond, Duration interval) {}

  private static final Logger LOG = LoggerFactory.getLogger(ScrubJob.class);
  private static final String KIND = "scrub";
  private static final Origin SERVER = new Origin("server", "server", "", KIND, "", "");
  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Duration NOTHING_DUE = Duration.ofHours(1);
  private static final int SEALS_ADDED_AT_ONCE = 500;

  /** A file that cannot be read as often as this is skipped until the next round. */
  private static final int MOST_ATTEMPTS = 5;

  private static final int CHUNK = 256 * 1024;

  private final ArtifactStore store;
  private final SealStates states;
  private final SealVerifier verifier;
  private final Clock clock;
  private final Pace pace;

  public ScrubJob(ServiceContext context, ArtifactStore store, SealStates states, Pace pace) {
    this.store = store;
    this.states = states;
    this.verifier = new SealVerifier(store, new FileRows(context.jdbi(), context.writes()));
    this.clock = context.clock();
    this.pace = pace;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean atStart() {
    return true;
  }

  @Override
  public boolean continuesAtStart() {
    return true;
  }

  @Override
  public Duration pause(Job unfinished) {
    return ScrubCursor.parse(unfinished.cursor()).equals(idle()) ? NOTHING_DUE : STEP;
  }

  /** The position after all due seals were read: a later step begins with seals that were added since. */
  private static ScrubCursor idle() {
    return ScrubCursor.BEGINNING;
  }

  @Override
  public List<Job> work(List<Job> jobs) {
    Job job = jobs.get(0);
    ScrubCursor last = ScrubCursor.parse(job.cursor());
    ScrubBudget budget =
        new ScrubBudget(pace.bytesPerSecond, last.at() == 0 ? -1 : clock.millis() - last.at());
    ScrubCursor cursor = last.endedAt(clock.millis());
    if (job.attempts() >= MOST_ATTEMPTS && cursor.reading()) {
      LOG.error("the seal {} cannot be read; it is skipped", cursor.digest());
      states.unreadable(cursor.digest());
      cursor = next(cursor);
    }
    cursor = proceed(cursor, budget);
    return List.of(
        job.at((cursor.equals(idle()) ? cursor : cursor.endedAt(clock.millis())).text()));
  }

  private ScrubCursor proceed(ScrubCursor begin, ScrubBudget budget) {
    ScrubCursor cursor = begin;
    try {
      do {
        cursor = cursor.reading() ? read(cursor, budget) : seek(cursor);
      } while (!budget.isUsedUp() && !cursor.equals(idle()));
    } catch (RegistryException e) {
      if (cursor.equals(begin)) {
        throw e;
      }
      LOG.warn("stopped before {}, which is tried again: {}", cursor.digest(), e.toString());
    }
    return cursor;
  }

  /** Adds seals that versions name, then begins the one that was checked longest ago. */
  private ScrubCursor seek(ScrubCursor cursor) {
    Optional<String> more = states.addNamed(cursor.digest(), SEALS_ADDED_AT_ONCE);
    if (more.isPresent()) {
      return ScrubCursor.seeking(cursor.at(), more.get());
    }
    return next(cursor);
  }

  private ScrubCursor next(ScrubCursor cursor) {
    return states
        .oldest(clock.millis() - pace.interval.toMillis())
        .map(cursor::seal)
        .orElse(idle());
  }

  private ScrubCursor read(ScrubCursor cursor, ScrubBudget budget) {
    String digest = cursor.digest();
    Optional<Manifest> expected = verifier.expected(digest);
    List<Manifest.Line> lines = expected.map(Manifest::lines).orElse(List.of());
    ScrubCursor at = cursor;
    if (at.file() == 0 && at.offset() == 0) {
      if (!states.isNamed(digest)) {
        return next(at);
      }
      at = manifest(at);
    }
    while (at.file() < lines.size()) {
      if (budget.isUsedUp()) {
        return at;
      }
      budget.used(1); // for the time that even an empty file takes
      at = file(at, lines.get(at.file()), budget);
    }
    List<DamagedFile> unexpected =
        expected.map(manifest -> verifier.unexpected(digest, manifest)).orElse(List.of());
    found(digest, unexpected);
    finish(at, at.damaged() || !unexpected.isEmpty());
    return next(at);
  }

  private ScrubCursor manifest(ScrubCursor at) {
    Optional<DamagedFile> damage = verifier.manifestDamage(at.digest());
    found(at.digest(), damage.stream().toList());
    return new ScrubCursor(at.at(), at.digest(), true, 0, 0, at.state(), damage.isPresent());
  }

  private ScrubCursor file(ScrubCursor at, Manifest.Line line, ScrubBudget budget) {
    Optional<OpenFile> open = store.open(Seal.location(at.digest()).child(line.path()));
    if (open.isEmpty()) {
      return compared(at, line, Optional.empty());
    }
    ResumableSha256 hash = at.hash();
    boolean whole = StoreFailures.call(() -> {
      try (OpenFile file = open.get();
          InputStream in = file.from(hash.bytes())) {
        return hash(in, hash, budget);
      }
    });
    return whole ? compared(at, line, Optional.of(hash.digest())) : at.inFile(hash);
  }

  /** Returns whether the end was reached. */
  private static boolean hash(InputStream in, ResumableSha256 hash, ScrubBudget budget)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (!budget.isUsedUp()) {
      int wanted = budget.next(CHUNK);
      int read = in.readNBytes(chunk, 0, wanted);
      hash.update(chunk, 0, read);
      budget.used(read);
      if (read < wanted) {
        return true;
      }
    }
    return false;
  }

  private ScrubCursor compared(ScrubCursor at, Manifest.Line line, Optional<String> sha256) {
    Optional<DamagedFile> damage = SealVerifier.damage(line, sha256);
    found(at.digest(), damage.stream().toList());
    return at.nextFile(damage.isPresent());
  }

  private void found(String digest, List<DamagedFile> damaged) {
    if (!damaged.isEmpty() && states.isNamed(digest)) {
      states.found(SERVER, Caller.DEFAULT_WORKSPACE, digest, damaged);
    }
  }

  private void finish(ScrubCursor at, boolean damaged) {
    if (damaged) {
      states.compared(at.digest());
    } else {
      states.verified(SERVER, Caller.DEFAULT_WORKSPACE, at.digest(), List.of(), List.of());
    }
  }
}
