package dev.hallmark.compat.bench;

import dev.hallmark.compat.python.Venv;
import dev.hallmark.compat.python.Venv.NoPython;
import dev.hallmark.server.testkit.S3Server;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Uploads to an S3 service with boto3 in one Python process, in parts as boto3 does by default: 8 MB each, ten at a time. */
final class Boto3Uploads implements AutoCloseable {
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  Boto3Uploads(S3Server service, String bucket) throws IOException, NoPython {
    Venv venv = Venv.of(Path.of("src/test/python/requirements-s3-3.17.txt"));
    ProcessBuilder python = venv.command(
        "python", "src/test/python/upload_with_boto3.py", service.endpoint().toString(), bucket);
    python.environment().putAll(S3Server.credentials());
    this.process = python.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.requests = process.outputWriter();
    this.answers = process.inputReader();
  }

  /** Returns when the object is stored. */
  void upload(Path file, String key) throws IOException {
    requests.write(file + "\t" + key + "\n");
    requests.flush();
    if (!"stored".equals(answers.readLine())) {
      throw new IOException("boto3 ended");
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
