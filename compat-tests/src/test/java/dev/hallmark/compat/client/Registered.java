package dev.hallmark.compat.client;

import dev.hallmark.client.HallmarkClient;
import dev.hallmark.client.NewVersion;
import dev.hallmark.client.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** Models to fetch: version 1 of each, sealed, is the champion. */
final class Registered {
  static final String CHAMPION = "models:/fraud@champion"; // of the model fraud

  private Registered() {}

  /** A folder with an {@code MLmodel} and a file of this many bytes of noise. */
  static Path noise(Path folder, int size) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("MLmodel"), "flavors:\n  onnx: {}\n");
    byte[] bytes = new byte[size];
    new Random(3).nextBytes(bytes);
    try (OutputStream file = Files.newOutputStream(folder.resolve("weights.bin"))) {
      file.write(bytes);
    }
    return folder;
  }

  /** @return the digest that the server sealed it by */
  static String champion(HallmarkClient client, String name, Path folder) {
    Run run = client.runs().create(client.experiments().getOrCreate(name).id(), "", Map.of());
    client.artifacts().upload(folder, run.artifactUri() + "/model");
    client.models().create(name);
    client.versions().create(NewVersion.of(name, "runs:/" + run.id() + "/model").runId(run.id()));
    client.models().setAlias(name, "champion", 1);
    return client.versions().downloadUri(name, 1).replaceAll(".*/seals/(\\w+)/files.*", "$1");
  }
}
