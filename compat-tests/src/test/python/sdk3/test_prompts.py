"""A prompt is a registered model with tags; the registry must keep the two apart."""

import mlflow
import pytest

from sdk import refused


@pytest.fixture
def prompt(unique):
    name = unique("prompt")
    mlflow.genai.register_prompt(name, "Summarise {{text}}.", commit_message="first", tags={"team": "risk"})
    mlflow.genai.register_prompt(name, "Summarise {{text}} in one line.")
    return name


def test_prompts_are_versioned_and_loaded(prompt):
    mlflow.genai.set_prompt_alias(prompt, "production", 1)

    assert mlflow.genai.load_prompt(f"prompts:/{prompt}/2").template == "Summarise {{text}} in one line."
    assert mlflow.genai.load_prompt(f"prompts:/{prompt}@production").format(text="it") == "Summarise it."
    assert mlflow.genai.load_prompt(prompt, version=1).commit_message == "first"
    assert mlflow.genai.load_prompt(f"prompts:/{prompt}-not", allow_missing=True) is None


def test_prompts_and_models_are_found_apart(prompt, client, model_name):
    client.create_registered_model(model_name)

    assert [found.name for found in mlflow.genai.search_prompts(f"name = '{prompt}'")] == [prompt]
    assert client.search_registered_models(f"name = '{prompt}'") == []
    assert [found.name for found in client.search_registered_models(f"name = '{model_name}'")] == [model_name]
    assert client.search_model_versions(f"name = '{prompt}'") == []


def test_a_prompt_and_a_model_cannot_share_a_name(prompt, client, model_name):
    client.create_registered_model(model_name)

    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_registered_model(prompt)
    with pytest.raises(mlflow.MlflowException):
        mlflow.genai.register_prompt(model_name, "text")
