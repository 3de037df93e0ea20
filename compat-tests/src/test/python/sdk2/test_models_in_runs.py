"""SDK 2 keeps a logged model in a folder of its run and tells its history in a tag."""

import json

import mlflow
import numpy as np
import pytest

from sdk import assert_refused, call, log_model, refused


@pytest.fixture
def info(experiment, classifier, model_name):
    with mlflow.start_run():
        return log_model(classifier, "models/churn", registered_model_name=model_name)


def test_the_history_tag_leads_from_a_version_to_its_run(info, client, model_name):
    """The lab's reader finds the run in this way (seed 004)."""
    run = client.get_run(client.get_model_version(model_name, "1").run_id)

    [entry] = json.loads(run.data.tags["mlflow.log-model.history"])

    assert entry["run_id"] == info.run_id == run.info.run_id
    assert entry["artifact_path"] == "models/churn"
    assert entry["flavors"].keys() == {"python_function", "sklearn"}
    assert entry["model_uuid"] == info.model_uuid


def test_the_history_grows_with_each_model_of_the_run(info, client, other_classifier):
    with mlflow.start_run(run_id=info.run_id):
        log_model(other_classifier, "models/second")

    history = json.loads(client.get_run(info.run_id).data.tags["mlflow.log-model.history"])

    assert [entry["artifact_path"] for entry in history] == ["models/churn", "models/second"]


def test_log_model_wants_a_model_that_is_one(run_id):
    for model_json in ("not json", "{}", '{"artifact_path": "a"}'):
        response = call("POST", "runs/log-model", json={"run_id": run_id, "model_json": model_json})
        assert_refused(response, "INVALID_PARAMETER_VALUE")


def test_the_files_lie_in_the_run(info, client):
    assert [entry.path for entry in client.list_artifacts(info.run_id)] == ["models"]
    paths = {entry.path for entry in client.list_artifacts(info.run_id, "models/churn")}
    assert {"models/churn/MLmodel", "models/churn/model.pkl", "models/churn/conda.yaml"} <= paths


def test_the_version_names_the_folder_as_its_source(info, client, model_name):
    version = client.get_model_version(model_name, "1")

    assert version.source == f"{client.get_run(info.run_id).info.artifact_uri}/models/churn"
    assert version.run_id == info.run_id


def test_a_source_must_lie_in_the_run_that_is_named(info, client, model_name, run_id):
    source = client.get_model_version(model_name, "1").source

    with refused("INVALID_PARAMETER_VALUE"):
        client.create_model_version(model_name, source, run_id=run_id)
    with refused("INVALID_PARAMETER_VALUE"):
        client.create_model_version(model_name, source)


def test_a_version_from_a_runs_uri_loads(info, client, model_name, classifier, iris):
    client.create_model_version(model_name, f"runs:/{info.run_id}/models/churn", run_id=info.run_id)

    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/2")

    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))


def test_a_model_logged_again_replaces_the_one_of_the_run(info, experiment, other_classifier, iris):
    with mlflow.start_run(run_id=info.run_id):
        log_model(other_classifier, "models/churn")

    loaded = mlflow.pyfunc.load_model(f"runs:/{info.run_id}/models/churn")

    assert np.array_equal(loaded.predict(iris[0]), other_classifier.predict(iris[0]))


@pytest.mark.hallmark
def test_and_not_the_one_that_was_registered(info, experiment, model_name, classifier, other_classifier, iris):
    with mlflow.start_run(run_id=info.run_id):
        log_model(other_classifier, "models/churn")

    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")

    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))
