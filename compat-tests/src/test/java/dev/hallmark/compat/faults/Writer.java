package dev.hallmark.compat.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hallmark.compat.wire.Answer;
import dev.hallmark.compat.wire.Mlflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One client of one round: writes all kinds of things, as fast as they are answered, until the server is gone. */
final class Writer {
  /** The model whose versions all writers create. */
  static final String SHARED = "shared";

  private static final String EXPERIMENT = "0";
  private static final List<String> STAGES = List.of("Staging", "Production", "Archived", "None");

  private final Mlflow mlflow;
  private final Ledger ledger;
  private final String id;
  private final Random random;
  private final List<OwnVersion> versions = new ArrayList<>();
  private final List<Step> steps = List.of(
      this::createModel,
      this::createReference,
      this::createSealed,
      this::setAlias,
      this::setModelTag,
      this::setVersionTag,
      this::transition,
      this::logMetrics,
      this::putFile,
      this::overwriteFile);
  private final Cell alias;
  private final Cell modelTag;
  private String loggedModel;
  private byte[] modelFile;
  private String artifacts;
  private String run;
  private Cell metrics;
  private Cell overwritten;
  private int batches;
  private int counter;

  /** A version that this writer was given, and what only this writer changes on it. */
  private record OwnVersion(int number, Cell tag, Cell stage) {}

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  Writer(Mlflow mlflow, Ledger ledger, int round, int number) {
    this.mlflow = mlflow;
    this.ledger = ledger;
    this.id = round + "-" + number;
    this.random = new Random(1_000L * round + number);
    this.alias = ledger.add(new Cell("alias a-" + id, Readers.alias(SHARED, "a-" + id)));
    this.modelTag = ledger.add(new Cell("tag t-" + id, Readers.modelTag(SHARED, "t-" + id)));
  }

  /** @return how many writes it tried */
  int writeUntilTheEnd() {
    try {
      prepare();
      while (true) {
        steps.get(random.nextInt(steps.size())).run();
        ledger.acknowledged();
      }
    } catch (IOException theServerIsGone) {
      return counter;
    }
  }

  private void prepare() throws IOException {
    modelFile = bytes();
    Map<String, byte[]> files =
        new TreeMap<>(Map.of("MLmodel", bytes(), "model.bin", modelFile, "data/a.txt", bytes()));
    loggedModel = mlflow.logModel(EXPERIMENT, files);
    JsonNode info = mlflow.createRun(EXPERIMENT);
    run = info.get("run_id").asText();
    artifacts = info.get("artifact_uri").asText();
    metrics = ledger.add(new Cell("metrics of run " + run, Readers.batches(run)));
    overwritten =
        ledger.add(new Cell("latest.bin of run " + run, Readers.file(artifacts + "/latest.bin")));
    createReference(); // the steps on versions need one
  }

  private void createModel() throws IOException {
    String name = "model-" + next();
    Cell cell = ledger.add(new Cell(name, Readers.model(name)));
    cell.write(name, () -> mlflow.createModel(name));
    ledger.audited("ModelCreated", name, Map.of());
  }

  private void createReference() throws IOException {
    String source = "s3://bucket/" + next();
    created(source, mlflow.createReference(SHARED, source));
  }

  private void createSealed() throws IOException {
    next();
    int number = created("models:/" + loggedModel, mlflow.createSealed(SHARED, loggedModel));
    ledger.add(
        new Cell("model.bin of version " + number, Readers.versionFile(SHARED, number, "model.bin"))
            .holding(Readers.digest(modelFile)));
  }

  private int created(String source, Answer answer) {
    int number = answer.orFail().json().at("/model_version/version").asInt();
    ledger.add(
        new Cell("source of version " + number, Readers.source(SHARED, number)).holding(source));
    Cell tag =
        ledger.add(new Cell("tag of version " + number, Readers.versionTag(SHARED, number, "own")));
    Cell stage = ledger.add(
        new Cell("stage of version " + number, Readers.stage(SHARED, number)).holding("None"));
    versions.add(new OwnVersion(number, tag, stage));
    ledger.audited("VersionCreated", SHARED, Map.of("version", "" + number, "source", source));
    return number;
  }

  private void setAlias() throws IOException {
    int number = any().number();
    next();
    alias.write("" + number, () -> mlflow.setAlias(SHARED, "a-" + id, number));
    ledger.audited("AliasSet", SHARED, Map.of("alias", "a-" + id, "after", "" + number));
  }

  private void setModelTag() throws IOException {
    String text = next();
    modelTag.write(text, () -> mlflow.setModelTag(SHARED, "t-" + id, text));
    ledger.audited("ModelTagSet", SHARED, Map.of("key", "t-" + id, "after", text));
  }

  private void setVersionTag() throws IOException {
    OwnVersion own = any();
    String text = next();
    own.tag().write(text, () -> mlflow.setVersionTag(SHARED, own.number(), "own", text));
    ledger.audited("VersionTagSet", SHARED, Map.of("version", "" + own.number(), "after", text));
  }

  private void transition() throws IOException {
    OwnVersion own = any();
    String stage = STAGES.get(random.nextInt(STAGES.size()));
    next();
    own.stage().write(stage, () -> mlflow.transition(SHARED, own.number(), stage));
    ledger.audited(
        "VersionTransitioned", SHARED, Map.of("version", "" + own.number(), "after", stage));
  }

  private void logMetrics() throws IOException {
    int batch = batches++;
    next();
    metrics.write("" + batches, () -> mlflow.logMetrics(run, Readers.batch(batch)));
  }

  private void putFile() throws IOException {
    String uri = artifacts + "/files/" + next() + ".bin";
    byte[] content = bytes();
    Cell cell = ledger.add(new Cell(uri, Readers.file(uri)));
    cell.write(Readers.digest(content), () -> mlflow.putArtifact(uri, content));
  }

  private void overwriteFile() throws IOException {
    byte[] content = bytes();
    next();
    overwritten.write(
        Readers.digest(content), () -> mlflow.putArtifact(artifacts + "/latest.bin", content));
  }

  private OwnVersion any() {
    return versions.get(random.nextInt(versions.size()));
  }

  private String next() {
    return id + "-" + counter++;
  }

  private byte[] bytes() {
    byte[] bytes = new byte[1 + random.nextInt(32_768)];
    random.nextBytes(bytes);
    return bytes;
  }
}
