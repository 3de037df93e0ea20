"""SDK 3 gives a logged model an id, a folder and a life of its own beside the run."""

import json

import mlflow
import mlflow.data
import numpy as np
import pytest
from mlflow.entities import LoggedModelInput, LoggedModelOutput
from mlflow.entities.logged_model_status import LoggedModelStatus
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

from sdk import log_model, refused


def test_a_logged_model_knows_its_run_and_its_parameters(experiment, client, classifier):
    with mlflow.start_run() as run:
        mlflow.log_params({"C": 1.0, "solver": "lbfgs"})
        info = log_model(classifier, "churn", params={"extra": "yes"}, tags={"team": "risk"}, model_type="classifier")

    model = client.get_logged_model(info.model_id)
    assert info.model_uri == f"models:/{info.model_id}"
    assert (model.name, model.model_type, model.status) == ("churn", "classifier", LoggedModelStatus.READY)
    assert (model.source_run_id, model.experiment_id) == (run.info.run_id, experiment.experiment_id)
    assert model.params == {"C": "1.0", "solver": "lbfgs", "extra": "yes"}
    assert model.tags["team"] == "risk"
    assert model.artifact_location == f"{experiment.artifact_location}/models/{info.model_id}/artifacts"
    assert mlflow.last_logged_model().model_id == info.model_id
    outputs = client.get_run(run.info.run_id).outputs.model_outputs
    assert [output.model_id for output in outputs] == [info.model_id]


def test_it_is_loaded_by_id_and_by_run(logged, classifier, iris):
    info = logged(classifier)

    for uri in (f"models:/{info.model_id}", f"runs:/{info.run_id}/model"):
        assert np.array_equal(mlflow.pyfunc.load_model(uri).predict(iris[0]), classifier.predict(iris[0]))
    assert mlflow.pyfunc.load_model(f"models:/{info.model_id}").model_id == info.model_id


def test_register_model_takes_its_uri_and_tells_it_so(logged, client, model_name, classifier, iris):
    info = logged(classifier)

    version = mlflow.register_model(f"models:/{info.model_id}", model_name, tags={"from": "model"})

    seen = client.get_model_version(model_name, str(version.version))
    assert (seen.source, seen.run_id) == (f"models:/{info.model_id}", info.run_id)
    assert (seen.tags, seen.status) == ({"from": "model"}, "READY")
    registrations = json.loads(client.get_logged_model(info.model_id).tags["mlflow.modelVersions"])
    assert {(one["name"], str(one["version"])) for one in registrations} == {(model_name, "1")}
    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")
    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))


def test_an_unknown_logged_model_is_not_found(client):
    nobody = "m-" + "0" * 32
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_logged_model(nobody)


def test_a_model_id_must_belong_to_the_source(logged, client, model_name, classifier, other_classifier):
    info, other = logged(classifier), logged(other_classifier)
    client.create_registered_model(model_name)

    with refused("INVALID_PARAMETER_VALUE"):
        client.create_model_version(model_name, f"models:/{info.model_id}", model_id=other.model_id)


def test_metrics_belong_to_run_and_model(experiment, client, classifier, iris):
    data = mlflow.data.from_pandas(iris[0], name="iris")
    with mlflow.start_run() as run:
        info = log_model(classifier, "churn")
        mlflow.log_metric("accuracy", 0.9, step=1, model_id=info.model_id, dataset=data)
        mlflow.log_metric("accuracy", 0.95, step=2, model_id=info.model_id, dataset=data)
        mlflow.log_metrics({"loss": 0.3, "auc": 0.97}, model_id=info.model_id)

    assert client.get_run(run.info.run_id).data.metrics == {"accuracy": 0.95, "loss": 0.3, "auc": 0.97}
    metrics = client.get_logged_model(info.model_id).metrics
    assert {metric.key: metric.value for metric in metrics}.items() >= {"loss": 0.3, "auc": 0.97}.items()
    accuracies = [metric for metric in metrics if metric.key == "accuracy"]
    assert max(metric.value for metric in accuracies) == 0.95
    assert {(metric.dataset_name, metric.run_id) for metric in accuracies} == {("iris", run.info.run_id)}


def test_metrics_of_the_run_are_copied_to_a_model_of_the_same_step(experiment, client, classifier):
    with mlflow.start_run():
        mlflow.log_metric("accuracy", 0.9, step=3)
        info = log_model(classifier, "churn", step=3)

    assert {metric.key: metric.value for metric in client.get_logged_model(info.model_id).metrics} == {"accuracy": 0.9}


def test_tags_are_set_overwritten_and_deleted(logged, client, classifier):
    model_id = logged(classifier).model_id

    client.set_logged_model_tags(model_id, {"stage": "draft", "team": "risk"})
    client.set_logged_model_tags(model_id, {"stage": "final"})
    client.delete_logged_model_tag(model_id, "team")

    tags = client.get_logged_model(model_id).tags
    assert tags["stage"] == "final" and "team" not in tags
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_logged_model_tag(model_id, "team")


def test_a_model_may_be_made_in_steps(experiment, client, tmp_path):
    model = mlflow.initialize_logged_model("by hand", params={"a": "1"}, model_type="agent")
    assert model.status == LoggedModelStatus.PENDING
    mlflow.log_model_params({"b": "2"}, model_id=model.model_id)
    (tmp_path / "weights.bin").write_bytes(b"\x00" * 1000)
    client.log_model_artifact(model.model_id, str(tmp_path / "weights.bin"))

    done = mlflow.finalize_logged_model(model.model_id, "READY")

    assert (done.status, done.params) == (LoggedModelStatus.READY, {"a": "1", "b": "2"})
    listed = client.list_logged_model_artifacts(model.model_id)
    assert [(entry.path, entry.file_size) for entry in listed] == [("weights.bin", 1000)]
    downloaded = mlflow.artifacts.download_artifacts(f"{model.artifact_location}/weights.bin")
    with open(downloaded, "rb") as file:
        assert file.read() == b"\x00" * 1000


def test_a_failed_upload_is_told(experiment, client):
    model = mlflow.initialize_logged_model("broken")

    mlflow.finalize_logged_model(model.model_id, "FAILED")

    assert client.get_logged_model(model.model_id).status == LoggedModelStatus.FAILED


def test_an_external_model_has_metrics_and_no_weights(experiment, client):
    model = mlflow.create_external_model(name="elsewhere", params={"url": "somewhere"}, tags={"team": "risk"})
    with mlflow.start_run():
        mlflow.log_metric("latency", 12.5, model_id=model.model_id)

    seen = client.get_logged_model(model.model_id)
    assert (seen.name, seen.params["url"], seen.tags["team"]) == ("elsewhere", "somewhere", "risk")
    assert [(metric.key, metric.value) for metric in seen.metrics] == [("latency", 12.5)]


def test_runs_name_models_as_inputs_and_outputs(logged, client, experiment, classifier):
    info = logged(classifier)
    with mlflow.start_run() as evaluation:
        run_id = evaluation.info.run_id
        client.log_inputs(run_id, models=[LoggedModelInput(info.model_id)])
        client.log_outputs(run_id, models=[LoggedModelOutput(info.model_id, step=5)])

    seen = client.get_run(run_id)
    assert [one.model_id for one in seen.inputs.model_inputs] == [info.model_id]
    assert [(one.model_id, one.step) for one in seen.outputs.model_outputs] == [(info.model_id, 5)]


def test_a_deleted_model_is_gone(logged, client, experiment, classifier):
    info = logged(classifier)

    client.delete_logged_model(info.model_id)

    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_logged_model(info.model_id)
    assert client.search_logged_models([experiment.experiment_id]) == []


# search


@pytest.fixture
def found(experiment, client):
    """The names of the logged models that a search finds, as one word. There are `a`, `b` and `c`."""
    for number, name in enumerate("abc"):
        model = mlflow.initialize_logged_model(name, params={"depth": str(number)}, model_type="tree")
        client.set_logged_model_tags(model.model_id, {"team": "risk" if number else "fraud"})
        with mlflow.start_run():
            mlflow.log_metric("accuracy", number / 10, model_id=model.model_id)
        if name != "c":
            mlflow.finalize_logged_model(model.model_id, "READY")

    def search(filter_string=None, order_by=({"field_name": "name"},), **arguments):
        models = client.search_logged_models(
            [experiment.experiment_id], filter_string, order_by=list(order_by), **arguments
        )
        return "".join(model.name for model in models)

    return search


def test_logged_models_are_filtered(found):
    for filter_string, expected in {
        "name = 'b'": "b",
        "name LIKE '%'": "abc",
        "name IN ('a', 'c')": "ac",
        "attributes.model_type = 'tree'": "abc",
        "params.depth = '2'": "c",
        "params.depth != '2'": "ab",
        "tags.team = 'risk'": "bc",
        "metrics.accuracy >= 0.1": "bc",
        "metrics.accuracy < 0.2 AND tags.team = 'risk'": "b",
        "creation_timestamp > 0": "abc",
    }.items():
        assert found(filter_string) == expected, filter_string


def test_logged_models_are_ordered_and_paged(found, client, experiment):
    assert found(order_by=[{"field_name": "metrics.accuracy", "ascending": False}]) == "cba"
    assert found(order_by=[{"field_name": "creation_timestamp", "ascending": True}]) == "abc"

    def page(token=None):
        return client.search_logged_models(
            [experiment.experiment_id], max_results=2, order_by=[{"field_name": "name"}], page_token=token
        )

    first = page()
    second = page(first.token)
    assert ("".join(m.name for m in first), "".join(m.name for m in second)) == ("ab", "c")
    assert not second.token


def test_logged_models_come_as_a_data_frame(found, experiment):
    frame = mlflow.search_logged_models([experiment.experiment_id], filter_string="tags.team = 'risk'")

    assert set(frame["name"]) == {"b", "c"}
    assert set(frame["status"]) == {"READY", "PENDING"}


# what Hallmark adds


@pytest.mark.hallmark
def test_a_version_outlives_its_logged_model(logged, client, model_name, classifier, iris):
    info = logged(classifier, registered_model_name=model_name)
    location = client.get_logged_model(info.model_id).artifact_location

    client.delete_logged_model(info.model_id)
    get_artifact_repository(location).delete_artifacts()

    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")
    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))


@pytest.mark.hallmark
def test_a_runs_uri_given_by_hand_finds_the_logged_model(logged, client, model_name, classifier, iris):
    """MLflow's server takes it for a folder of the run, in which SDK 3 puts nothing; the version then never loads."""
    info = logged(classifier)
    client.create_registered_model(model_name)

    client.create_model_version(model_name, f"runs:/{info.run_id}/model", run_id=info.run_id)

    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")
    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))


@pytest.mark.hallmark
def test_a_filter_on_logged_models_that_makes_no_sense_is_refused(client, experiment):
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_logged_models([experiment.experiment_id], "metrics.accuracy > 'high'")


@pytest.mark.hallmark
def test_registering_an_unknown_logged_model_is_the_callers_mistake(model_name):
    """MLflow's server answers 500, which the SDK repeats for minutes."""
    with refused("RESOURCE_DOES_NOT_EXIST"):
        mlflow.register_model(f"models:/m-{'0' * 32}", model_name)
