"""A registry beside another tracking server: the one under test was started with `--public-url --external-tracking`."""

import os

import mlflow
import mlflow.artifacts
import mlflow.pyfunc
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

from sdk import SDK3, log_model

from mlflow_server import mlflow_server

REGISTRY = os.environ.get("MLFLOW_TRACKING_URI", "")


@pytest.fixture(scope="module")
def other_server(tmp_path_factory):
    """MLflow's own server, which knows nothing of what is registered in the other one."""
    with mlflow_server(tmp_path_factory.mktemp("mlflow-server")) as uri:
        yield uri


@pytest.fixture(params=["another server", "a folder"])
def consumer(request, registered, classifier, tmp_path):
    """A registered model, and an SDK whose tracking server is not the registry."""
    version = registered(classifier)
    MlflowClient().set_registered_model_alias(version.name, "champion", version.version)
    other = (
        request.getfixturevalue("other_server")
        if request.param == "another server"
        else f"sqlite:///{tmp_path}/mlflow.db"
    )
    mlflow.set_registry_uri(REGISTRY)
    mlflow.set_tracking_uri(other)
    yield version
    mlflow.set_tracking_uri(REGISTRY)
    mlflow.set_registry_uri(None)


@pytest.mark.parametrize("reference", ["{}/1", "{}@champion", "{}/latest"])
def test_a_registered_model_is_loaded(consumer, reference, classifier, iris):
    x = iris[0][:5]
    loaded = mlflow.pyfunc.load_model("models:/" + reference.format(consumer.name))
    assert list(loaded.predict(x)) == list(classifier.predict(x))


def test_its_files_are_downloaded(consumer, tmp_path):
    folder = mlflow.artifacts.download_artifacts(f"models:/{consumer.name}/1", dst_path=str(tmp_path))
    assert "MLmodel" in os.listdir(folder)


def test_its_address_names_the_registry(consumer):
    uri = MlflowClient().get_model_version_download_uri(consumer.name, "1")
    assert uri.startswith(f"{REGISTRY}/api/2.0/mlflow-artifacts/artifacts/seals/")


def test_what_the_address_names_is_registered_again_as_the_same_seal(consumer, unique):
    client = MlflowClient()
    uri = client.get_model_version_download_uri(consumer.name, "1")
    copy = client.create_registered_model(unique("copy")).name
    client.create_model_version(copy, uri)
    assert client.get_model_version_download_uri(copy, "1") == uri


def test_a_version_is_copied(consumer, unique):
    copy = unique("copy")
    MlflowClient().copy_model_version(f"models:/{consumer.name}/1", copy)
    assert mlflow.pyfunc.load_model(f"models:/{copy}/1") is not None


@pytest.fixture
def tracked_elsewhere(other_server, unique):
    """An SDK whose tracking server is another one, and an experiment there."""
    mlflow.set_registry_uri(REGISTRY)
    mlflow.set_tracking_uri(other_server)
    mlflow.set_experiment(unique("experiment"))
    yield other_server
    mlflow.set_tracking_uri(REGISTRY)
    mlflow.set_registry_uri(None)


@pytest.mark.parametrize("reference", ["{}/1", "{}@champion", "{}/latest"])
def test_a_model_of_the_other_server_is_registered_as_it_is_logged(
    tracked_elsewhere, model_name, reference, classifier, iris
):
    with mlflow.start_run() as run:
        info = log_model(classifier, "model", input_example=iris[0][:2], registered_model_name=model_name)
    client = MlflowClient()
    version = client.get_model_version(model_name, "1")
    assert (version.status, version.run_id or run.info.run_id) == ("READY", run.info.run_id)
    assert str(info.registered_model_version) == "1"
    if SDK3:  # which does not read the version's model_id
        assert version.source == f"models:/{info.model_id}"
    client.set_registered_model_alias(model_name, "champion", "1")
    loaded = mlflow.pyfunc.load_model("models:/" + reference.format(model_name))
    x = iris[0][:5]
    assert list(loaded.predict(x)) == list(classifier.predict(x))


def test_a_run_of_the_other_server_is_registered(tracked_elsewhere, model_name, classifier, iris, tmp_path):
    with mlflow.start_run() as run:
        log_model(classifier, "model", input_example=iris[0][:2])
    version = mlflow.register_model(f"runs:/{run.info.run_id}/model", model_name)
    assert (version.version, version.status) in (("1", "READY"), (1, "READY"))
    folder = mlflow.artifacts.download_artifacts(f"models:/{model_name}/1", dst_path=str(tmp_path))
    assert "MLmodel" in os.listdir(folder)
    x = iris[0][:5]
    assert list(mlflow.pyfunc.load_model(f"models:/{model_name}/1").predict(x)) == list(classifier.predict(x))


def test_a_version_of_the_other_server_is_copied(tracked_elsewhere, model_name, unique, classifier, iris):
    with mlflow.start_run():
        log_model(classifier, "model", input_example=iris[0][:2], registered_model_name=model_name)
    copy = unique("copy")
    MlflowClient().copy_model_version(f"models:/{model_name}/1", copy)
    x = iris[0][:5]
    assert list(mlflow.pyfunc.load_model(f"models:/{copy}/1").predict(x)) == list(classifier.predict(x))


def test_a_path_of_the_clients_machine_is_refused(tmp_path, model_name):
    mlflow.set_registry_uri(REGISTRY)
    MlflowClient(REGISTRY).create_registered_model(model_name)
    with pytest.raises(MlflowException):
        MlflowClient(REGISTRY).create_model_version(model_name, str(tmp_path), run_id="nowhere")
    assert MlflowClient(REGISTRY).search_model_versions(f"name = '{model_name}'") == []
    mlflow.set_registry_uri(None)
