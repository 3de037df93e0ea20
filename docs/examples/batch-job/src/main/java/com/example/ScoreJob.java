package com.example;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.HallmarkException;
import dev.hallmark.client.batch.ConsoleBar;
import dev.hallmark.client.batch.FetchedModel;
import dev.hallmark.client.batch.ModelFetcher;
import dev.hallmark.client.mlmodel.Signature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Scores a row with the ONNX model that a URI such as {@code models:/iris-onnx@champion} means. */
public final class ScoreJob {
  private static final Logger LOG = Logger.getLogger("dev.hallmark");
  private static final Map<String, Double> ROW = Map.of(
      "sepal length (cm)", 5.1, "sepal width (cm)", 3.5, "petal length (cm)", 1.4, "petal width (cm)", 0.2);

  private static final String USAGE = """
      Usage: java -jar batch-job.jar MODEL

      Scores a row with an ONNX model, for example models:/iris-onnx@champion, models:/iris-onnx/1,
      models:/iris-onnx/latest or models:/iris-onnx/Production.

      MLFLOW_TRACKING_URI says where the server is; without it, http://127.0.0.1:5000.
      The exit status is 0, or 1 if the row was not scored, or 2 if no model was named.""";

  public static void main(String[] args) {
    if (args.length == 1 && Set.of("-h", "--help").contains(args[0])) {
      System.out.println(USAGE);
      return;
    }
    if (args.length != 1) {
      end(2, "name the model, for example: java -jar batch-job.jar models:/iris-onnx@champion");
    }
    System.setProperty("java.util.logging.SimpleFormatter.format", "batch-job: %5$s%n");
    LOG.setLevel(Level.WARNING);
    try {
      score(args[0]);
    } catch (HallmarkException | OrtException e) {
      end(1, e.getMessage());
    }
  }

  private static void score(String uri) throws OrtException {
    // Few retries: the scheduler that starts this job starts it again.
    HallmarkClient client = HallmarkClient.fromEnvironment().hurried(2, Duration.ofSeconds(30));
    ModelFetcher fetcher = ModelFetcher.of(client)
        .progress(new ConsoleBar(System.err))
        .whenUnreachable(Duration.ofDays(2)); // then what was fetched before will do
    try (FetchedModel model = fetcher.fetch(uri)) { // resolved once: an alias that moves now changes nothing
      System.out.println(model.name() + " version " + model.version() + ", digest sha256:" + model.digest());
      Path file = onnx(uri, model);
      Signature signature = model.mlModel().signature();
      signature.require(ROW);
      long label = classify(file, inputs(signature));
      System.out.println("The flower is of class " + label + ".");
      fetcher.recordUse(model, "nightly-scoring");
    }
  }

  private static Path onnx(String uri, FetchedModel model) {
    Path file = model.folder().resolve("model.onnx");
    if (!Files.exists(file)) {
      String flavors = String.join(", ", new TreeSet<>(model.mlModel().flavors().keySet()));
      throw new HallmarkException(
          HallmarkException.UNUSABLE,
          uri + " is not an ONNX model: it has no file model.onnx; its flavors are " + flavors);
    }
    return file;
  }

  /** In the order of the columns that the model was trained with. */
  private static float[] inputs(Signature signature) {
    float[] inputs = new float[signature.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = ROW.get(signature.inputs().get(i).name()).floatValue();
    }
    return inputs;
  }

  private static long classify(Path file, float[] inputs) throws OrtException {
    OrtEnvironment onnx = OrtEnvironment.getEnvironment();
    try (OrtSession session = onnx.createSession(file.toString());
        OnnxTensor rows = OnnxTensor.createTensor(onnx, new float[][] {inputs});
        OrtSession.Result result = session.run(Map.of(session.getInputNames().iterator().next(), rows))) {
      return ((long[]) result.get(0).getValue())[0];
    }
  }

  private static void end(int status, String message) {
    System.err.println("batch-job: " + message.lines().findFirst().orElse(""));
    System.exit(status);
  }
}
