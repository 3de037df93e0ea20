"""Prompts as SDK 2.22 makes them: experimental there, but kept in the same registry."""

import mlflow
import pytest

from sdk import refused


@pytest.fixture
def prompt(unique):
    name = unique("prompt")
    mlflow.register_prompt(name, "Summarise {{text}}.", commit_message="first", tags={"team": "risk"})
    mlflow.register_prompt(name, "Summarise {{text}} in one line.")
    return name


def test_prompts_are_versioned_and_loaded(prompt, client):
    client.set_prompt_alias(prompt, "production", 1)

    assert client.load_prompt(f"prompts:/{prompt}/2").template == "Summarise {{text}} in one line."
    assert mlflow.load_prompt(f"prompts:/{prompt}@production").format(text="it") == "Summarise it."
    assert str(mlflow.load_prompt(prompt).version) == "2"
    client.delete_prompt_alias(prompt, "production")
    with pytest.raises(mlflow.MlflowException):
        mlflow.load_prompt(f"prompts:/{prompt}@production")


def test_a_prompt_is_noted_for_the_runs_that_use_it(prompt, client, experiment):
    with mlflow.start_run() as run:
        mlflow.load_prompt(f"prompts:/{prompt}/1")
    client.log_prompt(run.info.run_id, f"prompts:/{prompt}/2")
    assert sorted(str(one.version) for one in client.list_logged_prompts(run.info.run_id)) == ["1", "2"]

    client.detach_prompt_from_run(run.info.run_id, f"prompts:/{prompt}/1")

    assert [str(one.version) for one in client.list_logged_prompts(run.info.run_id)] == ["2"]


def test_deleting_the_last_version_deletes_the_prompt(prompt, client):
    client.delete_prompt(prompt, 1)
    assert str(mlflow.load_prompt(prompt).version) == "2"

    client.delete_prompt(prompt, 2)

    assert str(client.register_prompt(prompt, "anew").version) == "3"  # the numbers of a name go on


def test_a_prompt_and_a_model_cannot_share_a_name(prompt, client, model):
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_registered_model(prompt)
    with refused("INVALID_PARAMETER_VALUE"):
        client.register_prompt(model, "text")
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_registered_model(prompt)


def test_a_prompt_uri_is_taken_apart(prompt, client):
    assert client.parse_prompt_uri(f"prompts:/{prompt}/1") == (prompt, "1")
