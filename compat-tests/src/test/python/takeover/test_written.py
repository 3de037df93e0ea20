"""What MLflow's own server stores at HALLMARK_TAKEN_OVER, before the server under test is started on it."""

import json
import os
from pathlib import Path

import mlflow

from mlflow_server import mlflow_server
from sdk import files_of, log_model


def test_mlflow_stores_a_model(classifier, tmp_path):
    before = os.environ["MLFLOW_TRACKING_URI"]
    with mlflow_server(tmp_path, artifacts=os.environ["HALLMARK_TAKEN_OVER"]) as uri:
        mlflow.set_tracking_uri(uri)
        mlflow.set_experiment("before")
        with mlflow.start_run() as run:
            mlflow.log_text("größe\n", "notes/größe 1.txt")
            files = files_of(log_model(classifier, "model"))
        path = files.artifact_uri.split("mlflow-artifacts/artifacts/")[-1].removeprefix("mlflow-artifacts:/")
        copy = Path(os.environ["HALLMARK_COPY"], "files")
        copy.mkdir()
        files.download_artifacts("", dst_path=str(copy))
    mlflow.set_tracking_uri(before)
    written = {"path": path, "copy": str(copy), "run": run.info.run_id, "experiment": run.info.experiment_id}
    Path(os.environ["HALLMARK_COPY"], "written.json").write_text(json.dumps(written))
