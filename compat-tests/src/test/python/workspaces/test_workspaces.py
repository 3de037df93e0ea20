"""Workspaces through the SDK's own functions, against a server started with `--enable-workspaces`."""

import mlflow
import mlflow.pyfunc
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from requests import HTTPError

from sdk import call, refused


@pytest.fixture
def team(unique):
    """Makes a workspace, and leaves the one that is active as it was."""
    made = []

    def make():
        name = unique("team")
        mlflow.create_workspace(name, description="made by a test")
        made.append(name)
        return name

    yield make
    mlflow.set_workspace(None)


@pytest.fixture
def two_teams(team):
    return team(), team()


def test_create_get_list_update_delete(unique):
    name = unique("team")
    made = mlflow.create_workspace(name, description="Risk")
    assert (made.name, made.description) == (name, "Risk")
    assert mlflow.get_workspace(name) == made
    assert {"default", name} <= {each.name for each in mlflow.list_workspaces()}
    assert mlflow.update_workspace(name, description="Fraud").description == "Fraud"
    mlflow.delete_workspace(name)
    with refused("RESOURCE_DOES_NOT_EXIST", f"Workspace '{name}' not found"):
        mlflow.get_workspace(name)


def test_a_taken_name_is_refused(team):
    with refused("RESOURCE_ALREADY_EXISTS", "already exists"):
        mlflow.create_workspace(team())


def test_default_stays():
    with refused("INVALID_PARAMETER_VALUE", "cannot be deleted"):
        mlflow.delete_workspace("default")


def test_a_workspace_with_a_model_is_not_deleted(team, client, unique):
    name = team()
    mlflow.set_workspace(name)
    model = unique("model")
    client.create_registered_model(model)
    with refused("RESOURCE_CONFLICT", "still contains 1 registered model"):
        mlflow.delete_workspace(name)
    client.delete_registered_model(model)
    mlflow.delete_workspace(name)


def test_other_deletion_modes_are_refused_at_once(team):
    with refused("INVALID_PARAMETER_VALUE", "not supported"):
        mlflow.delete_workspace(team(), mode="CASCADE")


def test_an_unknown_workspace_is_named(unique):
    name = unique("nobody")
    mlflow.set_workspace(name)
    try:
        with refused("RESOURCE_DOES_NOT_EXIST", f"Workspace '{name}' not found"):
            MlflowClient().search_registered_models()
    finally:
        mlflow.set_workspace(None)


def test_names_live_in_their_workspace(two_teams, client, unique):
    model, experiment = unique("model"), unique("experiment")
    for each in two_teams:
        mlflow.set_workspace(each)
        client.create_registered_model(model, description=each)
        client.create_experiment(experiment)
    for each in two_teams:
        mlflow.set_workspace(each)
        assert client.get_registered_model(model).description == each
        assert [found.name for found in client.search_registered_models()] == [model]
        assert client.get_experiment_by_name(experiment).workspace == each


def test_a_model_is_trained_registered_and_loaded_in_a_workspace(two_teams, classifier, client, iris, unique):
    first, second = two_teams
    mlflow.set_workspace(first)
    mlflow.set_experiment(unique("experiment"))
    model = unique("model")
    with mlflow.start_run() as run:
        mlflow.log_metric("loss", 0.5)
        mlflow.log_text("a note", "note.txt")
        info = mlflow.sklearn.log_model(classifier, name="model", registered_model_name=model)
    client.set_registered_model_alias(model, "champion", 1)
    loaded = mlflow.pyfunc.load_model(f"models:/{model}@champion")
    assert list(loaded.predict(iris[0][:5])) == list(classifier.predict(iris[0][:5]))
    assert mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/note.txt") == "a note"

    mlflow.set_workspace(second)
    for stranger in (
        lambda: client.get_run(run.info.run_id),
        lambda: client.get_logged_model(info.model_id),
        lambda: client.get_registered_model(model),
        lambda: client.get_model_version(model, "1"),
        lambda: mlflow.pyfunc.load_model(f"models:/{model}/1"),
        lambda: mlflow.artifacts.list_artifacts(run_id=run.info.run_id),
        lambda: mlflow.artifacts.load_text(f"{run.info.artifact_uri}/note.txt"),
    ):
        with pytest.raises((MlflowException, HTTPError)):  # the second from the SDK's artifact client
            stranger()


def test_copying_stays_in_the_workspace(two_teams, client, unique):
    first, second = two_teams
    model = unique("model")
    mlflow.set_workspace(first)
    client.create_registered_model(model)
    client.create_model_version(model, "s3://somebodys-bucket/m")
    assert client.copy_model_version(f"models:/{model}/1", unique("copy")).version in (1, "1")
    mlflow.set_workspace(second)
    with pytest.raises(MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
        client.copy_model_version(f"models:/{model}/1", unique("copy"))


def test_prompts_live_in_their_workspace(two_teams, unique):
    name = unique("prompt")
    for each in two_teams:
        mlflow.set_workspace(each)
        mlflow.genai.register_prompt(name, template=f"Greet {each}: {{{{name}}}}")
    for each in two_teams:
        mlflow.set_workspace(each)
        assert mlflow.genai.load_prompt(f"prompts:/{name}/1").template.startswith(f"Greet {each}")


def test_a_request_without_the_header_is_about_default(two_teams, client, unique):
    model = unique("model")
    mlflow.set_workspace(two_teams[0])
    client.create_registered_model(model)
    mlflow.set_workspace(None)
    assert call("GET", "registered-models/get", params={"name": model}).status_code == 404
