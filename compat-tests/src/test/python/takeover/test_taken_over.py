"""A server whose artifact store was written by MLflow's own server, see test_written.py."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import mlflow
import mlflow.pyfunc
import pytest
from mlflow.artifacts import download_artifacts
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

from sdk import call, log_model


@pytest.fixture(scope="module")
def written():
    return SimpleNamespace(**json.loads(Path(os.environ["HALLMARK_COPY"], "written.json").read_text()))


def contents(folder):
    files = {str(file.relative_to(folder)): file.read_bytes() for file in Path(folder).rglob("*") if file.is_file()}
    files.pop("registered_model_meta", None)  # the SDK writes it beside a downloaded version
    return files


def register(name, path):
    return call("POST", f"{name}/versions", api="/api/v1/models", json={"path": path})


def test_every_file_is_listed_and_served(written, tmp_path):
    store = get_artifact_repository(f"mlflow-artifacts:/{written.path}")
    assert contents(store.download_artifacts("", dst_path=str(tmp_path))) == contents(written.copy)


def test_a_file_of_a_run_is_served(written, tmp_path):
    uri = f"mlflow-artifacts:/{written.experiment}/{written.run}/artifacts/notes/größe 1.txt"
    assert Path(download_artifacts(uri, dst_path=str(tmp_path))).read_text() == "größe\n"


def test_a_model_is_registered_without_a_run(written, model_name, classifier, iris, tmp_path):
    mlflow.MlflowClient().create_registered_model(model_name)
    created = register(model_name, written.path)
    assert (created.status_code, created.json()["status"]) == (201, "READY")
    back = download_artifacts(f"models:/{model_name}/1", dst_path=str(tmp_path))
    assert contents(back) == contents(written.copy)
    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")
    assert list(loaded.predict(iris[0])) == list(classifier.predict(iris[0]))
    verified = call("POST", f"{model_name}/versions/1/verify", api="/api/v1/models").json()
    assert (verified["status"], verified["digest"]) == ("intact", created.json()["digest"])


def test_a_folder_that_is_not_there_is_refused(model_name):
    mlflow.MlflowClient().create_registered_model(model_name)
    refused = register(model_name, "1/nothing")
    assert refused.status_code in (400, 404) and "1/nothing" in refused.text


def test_new_experiments_and_models_stand_beside_the_old_ones(written, unique, model_name, classifier, tmp_path):
    mlflow.set_experiment(unique("after"))
    with mlflow.start_run() as run:
        mlflow.log_text("new", "new.txt")
        log_model(classifier, "model", registered_model_name=model_name)
    assert int(run.info.experiment_id) > int(written.experiment)
    assert Path(download_artifacts(f"runs:/{run.info.run_id}/new.txt", dst_path=str(tmp_path))).read_text() == "new"
