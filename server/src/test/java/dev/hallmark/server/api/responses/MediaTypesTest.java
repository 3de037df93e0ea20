package dev.hallmark.server.api.responses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As MLflow 3.17.2's server answered, asked by all three of its download calls. */
class MediaTypesTest {
  @ParameterizedTest
  @CsvSource({
    "a.txt, text/plain",
    "a.TXT, text/plain",
    "a.log, text/plain",
    "a.yaml, text/plain",
    "a.json, text/plain",
    "a.js, text/plain",
    "a.xml, text/plain",
    "a.csv, text/plain",
    "a.md, text/plain",
    "a.ipynb, text/plain",
    "a.py, text/plain",
    "MLmodel, text/plain",
    "a.MLmodel, text/plain",
    "mlproject, text/plain",
    "MLproject, text/plain",
    "a.html, text/html",
    "a.xhtml, application/xhtml+xml",
    "a.svg, image/svg+xml",
    "a.css, text/css",
    "a.mjs, text/javascript",
    "a.pdf, application/pdf",
    "a.PDF, application/pdf",
    "a.png, image/png",
    "a.jpg, image/jpeg",
    "a.ico, image/vnd.microsoft.icon",
    "a.docx, application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "a.zip, application/zip",
    "a.tar, application/x-tar",
    "a.tar.gz, application/x-tar",
    "a.tgz, application/x-tar",
    "a.csv.gz, text/csv",
    "a.json.gz, application/json",
    "a.html.gz, text/html",
    "a.h5, application/x-hdf5",
    "a.sh, text/x-sh",
    "a.gz, application/octet-stream",
    "a.pkl, application/octet-stream",
    "a.pt, application/octet-stream",
    "a.onnx, application/octet-stream",
    "a.jsonl, application/octet-stream",
    "a.out, application/octet-stream",
    "noext, application/octet-stream",
    "html, application/octet-stream",
    ".html, application/octet-stream",
    "a., application/octet-stream"
  })
  void type_isThatOfMlflowsServer(String name, String type) {
    assertThat(MediaTypes.of(name)).isEqualTo(type);
  }
}
