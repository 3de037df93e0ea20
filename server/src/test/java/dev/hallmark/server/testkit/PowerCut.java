package dev.hallmark.server.testkit;

import dev.hallmark.server.storage.CutDatabase;
import dev.hallmark.server.storage.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Cuts the power of a database again and again while a workload writes, and looks at what each cut left. The server
 * that works meanwhile is not disturbed: a cut is a copy of what the disk would hold. After some cuts the server is
 * started anew on the last copy, so that a cut soon after a recovery is among them.
 */
public final class PowerCut {
  /** What is done to the database while the power is cut. */
  public interface Workload {
    /** Called before the writers start, on a new database and again after every restart. */
    void begin(Database database);

    /** Makes changes through this database until told to stop; called by several threads, each with its number. */
    void write(int writer, Running running);

    /**
     * Takes down what has been acknowledged by now; the answer checks that a database has all of it and nothing in
     * part. That indexes agree with their tables is looked at beside.
     */
    Consumer<Jdbi> acknowledged();
  }

  /** Whether the workload should go on. */
  public interface Running {
    boolean goesOn();
  }

  private static final int WRITERS = 16;
  private static final int CUTS_PER_LIFE = 10;
  private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(300);
  private static final int LOOKS = 1_000;
  private static final long LOOK_GAP = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long LONGEST_GAP = TimeUnit.MILLISECONDS.toNanos(20);

  private final Path folder;
  private final Workload workload;
  private final Random random;
  private int caught;
  private long fileSize;

  public PowerCut(Path folder, Workload workload, long seed) {
    this.folder = folder;
    this.workload = workload;
    this.random = new Random(seed);
  }

  /** Throws an AssertionError that names the first copy which is not as it has to be; the copy stays in the folder. */
  public void run(int cuts) throws IOException {
    for (int cut = 0; cut < cuts; cut += CUTS_PER_LIFE) {
      Path file = folder.resolve("life" + cut / CUTS_PER_LIFE + ".mv.db");
      if (cut == 0) {
        Files.createFile(file);
      } else {
        Files.copy(copy(cut - 1), file);
      }
      live(file, cut, Math.min(cut + CUTS_PER_LIFE, cuts));
    }
  }

  /** How many cuts hit while something was not flushed yet. */
  public int caught() {
    return caught;
  }

  /** Of the last server's database file, in bytes. */
  public long fileSize() {
    return fileSize;
  }

  private void live(Path file, int from, int to) throws IOException {
    AtomicReference<Throwable> broken = new AtomicReference<>();
    try (Database database = CutDatabase.open(file, e -> broken.compareAndSet(null, e))) {
      workload.begin(database);
      Writers writers = Writers.start(WRITERS, workload, broken);
      LockSupport.parkNanos(WARM_UP);
      for (int cut = from; cut < to; cut++) {
        LockSupport.parkNanos(random.nextLong(LONGEST_GAP));
        awaitUnflushed(CutFileSystem.open(file));
        cutOnce(file, cut);
      }
      writers.stop();
      fileSize = Files.size(file);
    }
    if (broken.get() != null) {
      throw new AssertionError("the workload broke", broken.get());
    }
  }

  /** A cut while all is flushed tells nothing; on a busy machine such moments are most. */
  private static void awaitUnflushed(CutFile live) {
    for (int look = 0; look < LOOKS && !live.hasUnflushed(); look++) {
      LockSupport.parkNanos(LOOK_GAP);
    }
  }

  private void cutOnce(Path file, int number) throws IOException {
    CutKind kind = CutKind.values()[number % CutKind.values().length];
    CutFile live = CutFileSystem.open(file);
    Consumer<Jdbi> check =
        workload.acknowledged(); // before the cut: what is acknowledged later may be lost
    caught += live.hasUnflushed() ? 1 : 0;
    live.cut(kind, random).save(copy(number));
    Path reopened = folder.resolve("reopened.mv.db");
    Files.copy(copy(number), reopened, StandardCopyOption.REPLACE_EXISTING);
    try {
      look(reopened, check);
      look(reopened, check); // again, after it was closed in good order
    } catch (SQLException | RuntimeException | AssertionError e) {
      throw new AssertionError(
          "cut " + number + " (" + kind + ") left a broken database: " + copy(number), e);
    }
    if (number % CUTS_PER_LIFE != CUTS_PER_LIFE - 1) {
      Files.delete(copy(number));
    }
  }

  private static void look(Path file, Consumer<Jdbi> check) throws SQLException {
    try (CutDatabase.Reopened database = CutDatabase.reopen(file)) {
      check.accept(database.jdbi());
      database.checkIndexes();
    }
  }

  private Path copy(int cut) {
    return folder.resolve("cut" + cut + ".mv.db");
  }
}
