import os

import mlflow
import numpy as np
import pytest
from mlflow import MlflowException

from sdk import refused


@pytest.fixture
def two_versions(registered, client, model_name, classifier, other_classifier):
    """Version 1, `champion` and in Production, is `classifier`; version 2, in Staging, is `other_classifier`."""
    versions = [registered(classifier), registered(other_classifier)]
    client.set_registered_model_alias(model_name, "champion", "1")
    client.transition_model_version_stage(model_name, "1", "Production")
    client.transition_model_version_stage(model_name, "2", "Staging")
    return versions


def test_every_way_to_name_a_version_loads_that_version(two_versions, model_name, classifier, other_classifier, iris):
    runs = [version.run_id for version in two_versions]
    uris = {
        f"models:/{model_name}/1": classifier,
        f"models:/{model_name}/2": other_classifier,
        f"models:/{model_name}@champion": classifier,
        f"models:/{model_name}/Production": classifier,
        f"models:/{model_name}/Staging": other_classifier,
        f"models:/{model_name}/latest": other_classifier,
        f"runs:/{runs[0]}/model": classifier,
        f"runs:/{runs[1]}/model": other_classifier,
    }
    for uri, expected in uris.items():
        loaded = mlflow.pyfunc.load_model(uri)
        assert np.array_equal(loaded.predict(iris[0]), expected.predict(iris[0])), uri
        assert loaded.metadata.run_id == runs[expected is other_classifier], uri


def test_the_native_flavour_gives_the_very_model(two_versions, model_name, classifier, iris):
    loaded = mlflow.sklearn.load_model(f"models:/{model_name}@champion")

    assert type(loaded) is type(classifier)
    assert np.array_equal(loaded.predict_proba(iris[0]), classifier.predict_proba(iris[0]))


def test_a_moved_alias_loads_the_other_version(two_versions, client, model_name, other_classifier, iris):
    client.set_registered_model_alias(model_name, "champion", "2")

    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}@champion")

    assert np.array_equal(loaded.predict(iris[0]), other_classifier.predict(iris[0]))


def test_the_signature_is_enforced(two_versions, model_name, iris):
    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")

    with pytest.raises(MlflowException, match="missing inputs"):
        loaded.predict(iris[0].drop(columns="petal width (cm)"))


def test_a_version_is_downloaded_as_files(two_versions, client, model_name, tmp_path):
    uri = client.get_model_version_download_uri(model_name, "1")
    by_uri = mlflow.artifacts.download_artifacts(uri, dst_path=str(tmp_path / "by-uri"))
    by_name = mlflow.artifacts.download_artifacts(f"models:/{model_name}/1", dst_path=str(tmp_path / "by-name"))

    assert {"MLmodel", "requirements.txt", "input_example.json"} <= set(os.listdir(by_uri))
    for name in set(os.listdir(by_uri)) - {"registered_model_meta"}:
        with open(os.path.join(by_uri, name), "rb") as one, open(os.path.join(by_name, name), "rb") as other:
            assert one.read() == other.read()


def test_a_single_file_of_a_version_is_read(two_versions, model_name):
    assert "python_function" in mlflow.artifacts.load_text(f"models:/{model_name}/1/MLmodel")
    listed = mlflow.artifacts.list_artifacts(f"models:/{model_name}/1")
    assert {"MLmodel", "conda.yaml"} <= {entry.path for entry in listed}


def test_what_does_not_exist_does_not_load(two_versions, client, model_name, unique):
    with refused("RESOURCE_DOES_NOT_EXIST"):
        mlflow.pyfunc.load_model(f"models:/{model_name}/9")
    with refused("RESOURCE_DOES_NOT_EXIST"):
        mlflow.pyfunc.load_model(f"models:/{unique('nowhere')}/1")
    with refused("INVALID_PARAMETER_VALUE"):
        mlflow.pyfunc.load_model(f"models:/{model_name}@challenger")
    with pytest.raises(MlflowException):
        mlflow.pyfunc.load_model(f"models:/{model_name}/Archived")


def test_a_deleted_version_does_not_load_and_the_others_do(two_versions, client, model_name, other_classifier, iris):
    client.delete_model_version(model_name, "1")

    with refused("RESOURCE_DOES_NOT_EXIST"):
        mlflow.pyfunc.load_model(f"models:/{model_name}/1")
    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/2")
    assert np.array_equal(loaded.predict(iris[0]), other_classifier.predict(iris[0]))


def test_a_version_outlives_its_deleted_run(two_versions, client, model_name, classifier, iris):
    client.delete_run(two_versions[0].run_id)

    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")

    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))


def test_the_model_stays_with_its_run_when_the_registered_one_is_deleted(
    two_versions, client, model_name, classifier, iris
):
    client.delete_registered_model(model_name)

    loaded = mlflow.pyfunc.load_model(f"runs:/{two_versions[0].run_id}/model")

    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))
