"""A registered version never changes. MLflow's server keeps this promise nowhere: its version is a pointer."""

import mlflow
import numpy as np
import pytest
from mlflow.artifacts import download_artifacts
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

from sdk import call, files_of, refused

pytestmark = pytest.mark.hallmark


@pytest.fixture
def info(logged, model_name, classifier):
    """The logged model behind version 1 of `model_name`."""
    return logged(classifier, registered_model_name=model_name)


@pytest.fixture
def assert_intact(classifier, iris):
    def check(model_uri):
        loaded = mlflow.pyfunc.load_model(model_uri)
        assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))

    return check


def test_the_download_uri_is_a_seal(info, client, model_name, assert_intact):
    uri = client.get_model_version_download_uri(model_name, "1")

    scheme, digest, files = uri.rsplit("/", 2)
    assert (scheme, files) == ("mlflow-artifacts:/seals", "files")
    assert len(digest) == 64 and int(digest, 16) > 0
    assert_intact(uri)


def test_the_digest_is_a_field_that_the_sdk_does_not_mind(info, client, model_name):
    wire = call("GET", "model-versions/get", params={"name": model_name, "version": "1"}).json()["model_version"]
    uri = client.get_model_version_download_uri(model_name, "1")

    assert uri == f"mlflow-artifacts:/seals/{wire['digest'].removeprefix('sha256:')}/files"
    version = client.get_model_version(model_name, "1")
    assert (version.name, str(version.version), version.tags) == (model_name, "1", {})
    assert [each.version for each in client.search_model_versions(f"name = '{model_name}'")] == [version.version]
    assert [each.version for each in client.get_registered_model(model_name).latest_versions] == [version.version]


def test_overwriting_the_logged_files_does_not_reach_the_version(info, model_name, assert_intact, tmp_path):
    files = files_of(info)
    for entry in files.list_artifacts():
        (tmp_path / entry.path).write_text("overwritten")
        files.log_artifact(str(tmp_path / entry.path))
    assert mlflow.artifacts.load_text(f"{files.artifact_uri}/MLmodel") == "overwritten"

    assert_intact(f"models:/{model_name}/1")


def test_deleting_the_logged_files_does_not_reach_the_version(info, model_name, assert_intact):
    files_of(info).delete_artifacts()
    assert files_of(info).list_artifacts() == []

    assert_intact(f"models:/{model_name}/1")


def test_deleting_run_and_experiment_does_not_reach_the_version(info, experiment, client, model_name, assert_intact):
    client.delete_run(info.run_id)
    client.delete_experiment(experiment.experiment_id)

    assert_intact(f"models:/{model_name}/1")


def test_a_seal_takes_no_writes(info, client, model_name, assert_intact, tmp_path):
    uri = client.get_model_version_download_uri(model_name, "1")
    files = get_artifact_repository(uri)
    (tmp_path / "MLmodel").write_text("forged")

    with pytest.raises(Exception, match=r"\b4\d\d\b"):
        files.log_artifact(str(tmp_path / "MLmodel"))
    with pytest.raises(Exception, match=r"\b4\d\d\b"):
        files.delete_artifacts("MLmodel")

    assert_intact(f"models:/{model_name}/1")


def test_a_promotion_script_registers_the_download_uri(info, client, model_name, unique, assert_intact):
    source = client.get_model_version_download_uri(model_name, "1")
    production = client.create_registered_model(unique("production")).name

    promoted = client.create_model_version(production, source=source)

    seen = client.get_model_version(production, promoted.version)
    assert (seen.status, seen.source, seen.run_id) == ("READY", source, info.run_id)
    assert client.get_model_version_download_uri(production, "1") == source
    client.delete_registered_model(model_name)
    files_of(info).delete_artifacts()
    assert_intact(f"models:/{production}/1")


def test_a_promotion_with_the_right_run_passes_and_with_a_wrong_one_does_not(
    info, client, model_name, unique, run_id, assert_intact
):
    source = client.get_model_version_download_uri(model_name, "1")
    production = client.create_registered_model(unique("production")).name

    client.create_model_version(production, source=source, run_id=info.run_id)
    with refused("INVALID_PARAMETER_VALUE"):
        client.create_model_version(production, source=source, run_id=run_id)

    assert_intact(f"models:/{production}/1")


def test_equal_contents_are_one_seal(info, client, model_name, unique):
    again = mlflow.register_model(f"runs:/{info.run_id}/model", model_name)
    copy = client.copy_model_version(f"models:/{model_name}/1", unique("copy"))

    uris = {client.get_model_version_download_uri(one.name, one.version) for one in (again, copy)}

    assert uris == {client.get_model_version_download_uri(model_name, "1")}


def test_a_copy_outlives_what_it_was_copied_from(info, client, model_name, unique, assert_intact):
    copy = client.copy_model_version(f"models:/{model_name}/1", unique("copy"))

    client.delete_registered_model(model_name)
    files_of(info).delete_artifacts()

    assert_intact(f"models:/{copy.name}/1")


def test_a_rename_does_not_break_copies(info, client, model_name, unique, assert_intact):
    copy = client.copy_model_version(f"models:/{model_name}/1", unique("copy"))

    client.rename_registered_model(model_name, unique("renamed"))

    assert_intact(f"models:/{copy.name}/1")


def test_the_files_of_a_version_are_those_that_were_logged(info, model_name, tmp_path):
    before = {entry.path: entry.file_size for entry in files_of(info).list_artifacts()}

    download_artifacts(f"models:/{model_name}/1", dst_path=str(tmp_path))

    after = {file.name: file.stat().st_size for file in tmp_path.iterdir() if file.name != "registered_model_meta"}
    assert after == before
