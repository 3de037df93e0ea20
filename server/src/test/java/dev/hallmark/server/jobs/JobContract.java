package dev.hallmark.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hallmark.server.storage.Database;
import dev.hallmark.server.storage.Writes;
import dev.hallmark.server.testkit.Crowd;
import dev.hallmark.server.testkit.MutableClock;
import dev.hallmark.server.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class JobContract {
  private static final long START = 1_795_249_972_000L;
  private static final String KIND = "test";

  private final MutableClock clock = new MutableClock(START);
  private final Jobs jobs = new Jobs(clock);
  private final List<String> worked = Collections.synchronizedList(new ArrayList<>());
  private List<Database> servers;

  abstract TestDatabase engine();

  @BeforeEach
  void open() {
    servers = engine().servers();
  }

  @AfterEach
  void close() {
    servers.forEach(Database::close);
  }

  /** Records what it works on, and does it. */
  private final class Recorder implements JobHandler {
    private final int batch;
    private final UnaryOperator<List<Job>> work;

    Recorder(int batch, UnaryOperator<List<Job>> work) {
      this.batch = batch;
      this.work = work;
    }

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public int batchSize() {
      return batch;
    }

    @Override
    public boolean atStart() {
      return batch == 1;
    }

    @Override
    public List<Job> work(List<Job> jobs) {
      worked.add(String.join("+", jobs.stream().map(Job::key).toList()));
      return work.apply(jobs);
    }
  }

  private JobRunner runner(int batch, UnaryOperator<List<Job>> work) {
    return runner(servers.get(0), new Recorder(batch, work));
  }

  private JobRunner runner(Database server, JobHandler handler) {
    return new JobRunner(
        jobs, server.jdbi(), new Writes(server, List.of()), clock, List.of(handler));
  }

  private void add(String... keys) {
    new Writes(servers.get(0), List.of()).run(tx -> {
      for (String key : keys) {
        jobs.add(tx, KIND, key, 0);
      }
    });
  }

  private <T> List<T> rows(String column, Class<T> type) {
    return servers
        .get(0)
        .jdbi()
        .withHandle(handle -> handle
            .createQuery("SELECT " + column + " FROM job ORDER BY id")
            .mapTo(type)
            .list());
  }

  private static UnaryOperator<List<Job>> failing() {
    return jobs -> {
      throw new IllegalStateException("the disk is full");
    };
  }

  @Test
  void add_runsTheJobOnceAndDeletesIt() {
    add("a", "b");
    JobRunner runner = runner(1, jobs -> List.of());
    runner.runDue();
    runner.runDue();
    assertThat(worked).containsExactly("a", "b");
    assertThat(rows("job_key", String.class)).isEmpty();
  }

  @Test
  void add_ofAJobThatWaitsIsNoChange() {
    add("a");
    add("a");
    assertThat(rows("job_key", String.class)).containsExactly("a");
  }

  @Test
  void add_leavesNothingWhenTheTransactionFails() {
    assertThatThrownBy(() -> new Writes(servers.get(0), List.of()).run(tx -> {
          jobs.add(tx, KIND, "a", 0);
          throw new IllegalStateException("no");
        }))
        .hasMessage("no");
    assertThat(rows("job_key", String.class)).isEmpty();
  }

  @Test
  void add_whileTheJobRunsForAnEarlierRevisionRunsItAgain() {
    new Writes(servers.get(0), List.of()).run(tx -> jobs.add(tx, KIND, "a", 1));
    runner(1, running -> {
          if (running.get(0).revision() == 1) {
            new Writes(servers.get(0), List.of()).run(tx -> jobs.add(tx, KIND, "a", 2));
          }
          return List.of();
        })
        .runDue();
    assertThat(worked).containsExactly("a", "a");
  }

  @Test
  void work_takesSeveralJobsTogether() {
    add("a", "b", "c");
    runner(2, jobs -> List.of()).runDue();
    assertThat(worked).containsExactly("a+b", "c");
  }

  @Test
  void work_thatIsNotFinishedGoesOnAtItsCursor() {
    add("a");
    List<String> cursors = new ArrayList<>();
    runner(1, jobs -> {
          cursors.add(jobs.get(0).cursor());
          return cursors.size() == 3 ? List.of() : List.of(jobs.get(0).at("" + cursors.size()));
        })
        .runDue();
    assertThat(cursors).containsExactly("", "1", "2");
    assertThat(rows("job_key", String.class)).isEmpty();
  }

  @Test
  void work_thatFailsIsRepeatedLaterAndLater() {
    add("a");
    JobRunner runner = runner(1, failing());
    runner.runDue();
    assertThat(rows("attempts", Integer.class)).containsExactly(1);
    assertThat(rows("state", String.class)).containsExactly("waiting");
    assertThat(rows("error", String.class).get(0)).contains("the disk is full");
    assertThat(rows("due", Long.class)).containsExactly(START + 1_000);
    clock.set(START + 1_000);
    runner.runDue();
    assertThat(rows("due", Long.class)).containsExactly(START + 3_000);
    clock.set(START + 3_000);
    runner(1, jobs -> List.of()).runDue();
    assertThat(worked).containsExactly("a", "a", "a");
    assertThat(rows("job_key", String.class)).isEmpty();
  }

  @Test
  void work_thatFailsForSeveralIsRepeatedOneByOne() {
    add("a", "bad", "c");
    runner(10, jobs -> {
          if (jobs.stream().anyMatch(job -> job.key().equals("bad"))) {
            throw new IllegalStateException("cannot be done");
          }
          return List.of();
        })
        .runDue();
    assertThat(worked).containsExactly("a+bad+c", "a", "bad", "c");
    assertThat(rows("job_key", String.class)).containsExactly("bad");
  }

  @Test
  void work_ofARunnerThatIsGoneIsTakenOverWhenItsLeaseEnds() {
    add("a");
    JobRunner runner = runner(1, jobs -> List.of());
    assertThatThrownBy(runner(1, jobs -> {
          throw new Gone();
        })::runDue)
        .isInstanceOf(Gone.class);
    assertThat(rows("state", String.class)).containsExactly("running");
    runner.runDue();
    assertThat(worked).containsExactly("a");
    clock.set(START + JobQueue.LEASE.toMillis());
    runner.runDue();
    assertThat(worked).containsExactly("a", "a");
    assertThat(rows("job_key", String.class)).isEmpty();
  }

  /** As if the process ended: nothing is recorded. */
  private static final class Gone extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void work_thatOutlivesItsLeaseDoesNotEndTheJobOfTheNextRunner() {
    add("a");
    JobRunner second = runner(1, jobs -> List.of(jobs.get(0).at("second")));
    runner(1, jobs -> {
          clock.set(START + JobQueue.LEASE.toMillis());
          second.runDueOnce();
          return List.of();
        })
        .runDueOnce();
    assertThat(rows("job_cursor", String.class)).containsExactly("second");
  }

  @Test
  void work_isDoneByOneOfSeveralRunners() throws Exception {
    String[] keys = IntStream.range(0, 200).mapToObj(i -> "job " + i).toArray(String[]::new);
    add(keys);
    Crowd.of(4, i -> () -> {
      runner(servers.get(i % servers.size()), new Recorder(1, jobs -> List.of()))
          .runDue();
      return true;
    });
    assertThat(worked).containsExactlyInAnyOrder(keys);
    assertThat(rows("job_key", String.class)).isEmpty();
  }

  @Test
  void start_worksOnWhatIsAddedAndAtStart() throws Exception {
    CountDownLatch two = new CountDownLatch(2);
    try (JobRunner runner = runner(1, jobs -> {
      two.countDown();
      return List.of();
    })) {
      runner.start();
      add("a");
      assertThat(two.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(worked).containsExactlyInAnyOrder("", "a");
  }

  @Test
  void start_beginsTheJobOfTheStartAnew() {
    JobRunner runner = runner(1, jobs -> List.of(jobs.get(0).at("half")));
    runner.addAtStart();
    runner.runDueOnce();
    assertThat(rows("job_cursor", String.class)).containsExactly("half");
    runner.addAtStart();
    assertThat(rows("job_cursor", String.class)).containsExactly("");
  }

  @Test
  void close_waitsForThePartUnderWay() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    JobRunner runner = runner(5, jobs -> {
      begun.countDown();
      try {
        Thread.sleep(300);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      worked.add("ended");
      return List.of();
    });
    add("a");
    runner.start();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    runner.close();
    assertThat(worked).containsExactly("a", "ended");
    assertThat(rows("job_key", String.class)).isEmpty();
  }

  /** Works until its lease ends. */
  private static final class Endless implements LongJobHandler {
    private final CountDownLatch begun = new CountDownLatch(2);

    @Override
    public String kind() {
      return KIND;
    }

    @Override
    public int threads() {
      return 2;
    }

    @Override
    public List<Job> work(List<Job> jobs, JobLease lease) {
      begun.countDown();
      while (true) {
        lease.require();
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  @Test
  void longJobs_runTogetherAndEndWhenTheServerStops() throws Exception {
    add("a", "b");
    Endless endless = new Endless();
    try (JobRunner runner = runner(servers.get(0), endless)) {
      runner.start();
      assertThat(endless.begun.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(rows("state", String.class)).containsExactly("running", "running");
    }
    assertThat(rows("state", String.class)).containsExactly("waiting", "waiting");
    assertThat(rows("due", Long.class)).containsOnly(clock.millis());
    assertThat(rows("attempts", Integer.class)).containsExactly(0, 0);
  }

  @Test
  void leaseOfALongJob_endsWhenItCannotBeExtended() throws Exception {
    AtomicInteger extensions = new AtomicInteger();
    try (ExtendedLease lease = new ExtendedLease(
            () -> extensions.incrementAndGet() < 3, () -> false)
        .startedFor(KIND, Duration.ofMillis(1))) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (extensions.get() < 3 && System.nanoTime() < deadline) {
        Thread.sleep(1);
      }
      Thread.sleep(50);
      assertThatThrownBy(lease::require).isInstanceOf(LeaseEndedException.class);
      assertThat(extensions).hasValue(3);
    }
  }
}
