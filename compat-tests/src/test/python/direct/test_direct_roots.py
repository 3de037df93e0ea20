"""The SDK writes files to a folder or a bucket itself; the server seals what is registered in the background.

The SDK awaits the creation of a version, but returns what it got before that.
"""

import os
import uuid

import mlflow
import mlflow.sklearn
import pytest
from mlflow.artifacts import download_artifacts
from mlflow.exceptions import MlflowException

from sdk import call, log_model

ROOT = os.environ["HALLMARK_DIRECT_ROOT"]
OTHER = os.environ["HALLMARK_OTHER_ROOT"]


def test_experiments_and_runs_lie_below_the_root(experiment, client):
    with mlflow.start_run() as run:
        mlflow.log_text("hello", "notes/hello.txt")
    assert run.info.artifact_uri.startswith(ROOT + "/")
    assert run.info.artifact_uri.endswith(f"/{run.info.run_id}/artifacts")
    (entry,) = client.list_artifacts(run.info.run_id, "notes")
    assert (entry.path, entry.file_size) == ("notes/hello.txt", 5)
    listed = call("GET", f"artifacts/list?run_id={run.info.run_id}&path=notes").json()
    assert listed["root_uri"] == run.info.artifact_uri
    assert [each["path"] for each in listed["files"]] == ["notes/hello.txt"]


def test_model_is_sealed_in_the_background(experiment, classifier, iris, model_name, client):
    with mlflow.start_run() as run:
        info = log_model(classifier, "model")
    version = mlflow.register_model(info.model_uri, model_name)  # awaits its creation
    ready = client.get_model_version(model_name, version.version)
    assert (ready.status, ready.run_id) == ("READY", run.info.run_id)
    assert client.get_model_version_download_uri(model_name, version.version).startswith(
        "mlflow-artifacts:/"
    )
    loaded = mlflow.sklearn.load_model(f"models:/{model_name}/{version.version}")
    assert (loaded.predict(iris[0]) == classifier.predict(iris[0])).all()


def test_version_keeps_its_bytes(experiment, model_name, client, tmp_path):
    client.create_registered_model(model_name)
    with mlflow.start_run() as run:
        mlflow.log_text("first", "model/weights.txt")
        version = client.create_model_version(
            model_name, f"{run.info.artifact_uri}/model", run.info.run_id, await_creation_for=60
        )
        mlflow.log_text("second", "model/weights.txt")
    assert client.get_model_version(model_name, version.version).status == "READY"
    path = download_artifacts(
        f"models:/{model_name}/{version.version}/weights.txt", dst_path=str(tmp_path)
    )
    assert open(path).read() == "first"


def test_version_without_files_fails_with_the_reason(experiment, model_name, client):
    client.create_registered_model(model_name)
    with mlflow.start_run() as run:
        pass
    with pytest.raises(MlflowException, match="there are no files"):
        client.create_model_version(
            model_name, f"{run.info.artifact_uri}/nothing", run.info.run_id, await_creation_for=60
        )
    version = client.get_model_version(model_name, "1")
    assert version.status == "FAILED_REGISTRATION"
    with pytest.raises(MlflowException, match="there are no files"):
        client.set_registered_model_alias(model_name, "champion", "1")


def test_source_of_another_run_is_refused(experiment, model_name, client):
    client.create_registered_model(model_name)
    with mlflow.start_run() as other:
        mlflow.log_text("x", "model/x.txt")
    with mlflow.start_run() as run:
        pass
    with pytest.raises(MlflowException, match="source"):
        client.create_model_version(
            model_name, f"{other.info.artifact_uri}/model", run.info.run_id
        )


def test_experiment_can_lie_below_another_source(client, model_name):
    location = f"{OTHER}/{uuid.uuid4().hex}"
    experiment = mlflow.create_experiment(f"at {location}", artifact_location=location)
    client.create_registered_model(model_name)
    with mlflow.start_run(experiment_id=experiment) as run:
        mlflow.log_text("x", "model/x.txt")
    version = client.create_model_version(
        model_name, f"runs:/{run.info.run_id}/model", run.info.run_id, await_creation_for=60
    )
    assert client.get_model_version(model_name, version.version).status == "READY"
    with pytest.raises(MlflowException, match="artifact_location"):
        mlflow.create_experiment("elsewhere", artifact_location="s3://other-bucket/a")
