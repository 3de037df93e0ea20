"""A prompt is a registered model with tags; the registry must keep the two apart, and a version's contents as they are."""

import time

import mlflow
import pytest

from sdk import refused

CHAT = [{"role": "system", "content": "You are terse."}, {"role": "user", "content": "Summarise {{text}}."}]
CONFIG = {"model_name": "some-model", "temperature": 0.1}
FORMAT = {"type": "object", "properties": {"summary": {"type": "string"}}}


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
    assert mlflow.genai.load_prompt(f"prompts:/{prompt}@latest").version == 2
    assert mlflow.genai.load_prompt(f"prompts:/{prompt}-not", allow_missing=True) is None
    assert mlflow.genai.load_prompt(f"prompts:/{prompt}@not", allow_missing=True) is None


def test_a_chat_prompt_comes_back_with_format_and_configuration(unique):
    name = unique("chat")
    mlflow.genai.register_prompt(name, CHAT, response_format=FORMAT, model_config=CONFIG)

    seen = mlflow.genai.load_prompt(name, version=1)

    assert (seen.template, seen.response_format, seen.model_config) == (CHAT, FORMAT, CONFIG)
    assert seen.format(text="it")[1] == {"role": "user", "content": "Summarise it."}


def test_prompts_and_models_are_found_apart(prompt, client, model_name):
    client.create_registered_model(model_name)

    assert [found.name for found in mlflow.genai.search_prompts(f"name = '{prompt}'")] == [prompt]
    assert [found.name for found in client.search_prompts(f"name = '{prompt}' AND tags.team = 'risk'")] == [prompt]
    assert [found.name for found in client.search_prompts(f"name = '{prompt}' AND tags.team = 'x'")] == []
    assert client.search_registered_models(f"name = '{prompt}'") == []
    assert [found.name for found in client.search_registered_models(f"name = '{model_name}'")] == [model_name]
    assert client.search_model_versions(f"name = '{prompt}'") == []


def test_prompts_are_found_by_their_experiment(experiment, unique):
    name = unique("prompt")
    mlflow.genai.register_prompt(name, "text")
    by_experiment = f"experiment_id = '{experiment.experiment_id}'"
    for _ in range(50):  # the SDK links the two in the background
        if mlflow.genai.search_prompts(by_experiment):
            break
        time.sleep(0.1)

    assert [found.name for found in mlflow.genai.search_prompts(by_experiment)] == [name]


def test_the_versions_of_a_prompt_are_listed_newest_first(prompt, client):
    assert [version.version for version in client.search_prompt_versions(prompt)] == [2, 1]
    first = client.search_prompt_versions(prompt, max_results=1)
    assert [version.version for version in first] == [2]


def test_a_prompt_and_a_model_cannot_share_a_name(prompt, client, model_name):
    client.create_registered_model(model_name)

    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_registered_model(prompt)
    with pytest.raises(mlflow.MlflowException):
        mlflow.genai.register_prompt(model_name, "text")
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_prompt(model_name)


def test_a_prompt_is_no_model(prompt, client, unique):
    for ask in (
        lambda: client.get_registered_model(prompt),
        lambda: client.get_model_version(prompt, "1"),
        lambda: client.copy_model_version(f"models:/{prompt}/1", unique("copy")),
        lambda: client.transition_model_version_stage(prompt, "1", "Staging"),
    ):
        with refused("RESOURCE_DOES_NOT_EXIST"):
            ask()


def test_a_prompt_is_no_source_of_a_model_version(prompt, client, model):
    with refused("INVALID_PARAMETER_VALUE", "Prompt versions cannot be used"):
        client.create_model_version(model, f"models:/{prompt}/1")


def test_a_prompt_is_made_in_steps(client, unique):
    name = unique("prompt")
    made = client.create_prompt(name, description="for churn", tags={"team": "risk"})
    assert (made.name, made.description, made.tags["team"]) == (name, "for churn", "risk")

    version = client.create_prompt_version(name, "Hello {{who}}", description="first", tags={"tone": "kind"})
    assert (version.version, version.template, version.tags["tone"]) == (1, "Hello {{who}}", "kind")
    assert client.get_prompt(name).description == "for churn"
    assert client.get_prompt_version(name, 1).commit_message == "first"
    assert client.register_prompt(name, "Bye {{who}}").version == 2
    assert client.load_prompt(name, version=2).template == "Bye {{who}}"
    assert client.get_prompt(f"{name}-not") is None
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_prompt_version(name, 3)


def test_an_alias_of_a_prompt_points_moves_and_goes(prompt, client):
    client.set_prompt_alias(prompt, "production", 1)
    client.set_prompt_alias(prompt, "production", 2)
    assert client.get_prompt_version_by_alias(prompt, "production").version == 2
    assert client.get_prompt_version(prompt, 2).aliases == ["production"]

    client.delete_prompt_alias(prompt, "production")

    with refused("INVALID_PARAMETER_VALUE"):
        client.get_prompt_version_by_alias(prompt, "production")
    mlflow.genai.set_prompt_alias(prompt, "staging", 1)
    mlflow.genai.delete_prompt_alias(prompt, "staging")
    assert client.get_prompt_version(prompt, 1).aliases == []


def test_tags_of_a_prompt_and_of_its_versions_change(prompt, client):
    client.set_prompt_tag(prompt, "owner", "ann")
    client.set_prompt_version_tag(prompt, 1, "reviewed", "yes")
    mlflow.genai.set_prompt_tag(prompt, "site", "oslo")
    mlflow.genai.set_prompt_version_tag(prompt, 1, "approved", "yes")
    tags = mlflow.genai.get_prompt_tags(prompt)
    assert (tags["owner"], tags["site"]) == ("ann", "oslo")
    assert client.get_prompt_version(prompt, 1).tags.keys() >= {"reviewed", "approved"}

    client.delete_prompt_tag(prompt, "owner")
    client.delete_prompt_version_tag(prompt, 1, "reviewed")
    mlflow.genai.delete_prompt_tag(prompt, "site")
    mlflow.genai.delete_prompt_version_tag(prompt, 1, "approved")

    assert not mlflow.genai.get_prompt_tags(prompt).keys() & {"owner", "site"}
    assert not client.get_prompt_version(prompt, 1).tags.keys() & {"reviewed", "approved"}


@pytest.mark.hallmark
def test_the_contents_of_a_registered_version_never_change(unique, client):
    name = unique("prompt")
    mlflow.genai.register_prompt(name, "text", model_config=CONFIG)

    mlflow.genai.set_prompt_model_config(name, 1, CONFIG)  # says what is there already
    for change in (
        lambda: mlflow.genai.set_prompt_model_config(name, 1, {"model_name": "another"}),
        lambda: mlflow.genai.delete_prompt_model_config(name, 1),
        lambda: client.set_prompt_version_tag(name, 1, "mlflow.prompt.text", "other text"),
        lambda: client.delete_prompt_version_tag(name, 1, "mlflow.prompt.text"),
    ):
        with refused("RESOURCE_CONFLICT", "Register a new version"):
            change()

    seen = mlflow.genai.load_prompt(name, version=1, cache_ttl_seconds=0)
    assert (seen.template, seen.model_config) == ("text", CONFIG)


def test_a_prompt_loaded_in_a_run_is_linked_to_it(prompt, client, experiment):
    with mlflow.start_run() as run:
        mlflow.genai.load_prompt(prompt, version=1)
    client.link_prompt_version_to_run(run.info.run_id, f"prompts:/{prompt}/2")

    linked = mlflow.get_run(run.info.run_id).data.tags["mlflow.linkedPrompts"]
    assert linked == f'[{{"name": "{prompt}", "version": "1"}}, {{"name": "{prompt}", "version": "2"}}]'


def test_a_run_noted_on_a_version_is_read_and_detached(prompt, client, run_id):
    client.set_prompt_version_tag(prompt, 1, "mlflow.prompt.associatedRunIds", run_id)
    assert [version.version for version in client.list_logged_prompts(run_id)] == [1]

    client.detach_prompt_from_run(run_id, f"prompts:/{prompt}/1")

    assert client.list_logged_prompts(run_id) == []


def test_a_prompt_is_linked_to_a_logged_model(prompt, client, experiment):
    logged = mlflow.create_external_model(name="agent")

    client.link_prompt_version_to_model(prompt, "1", logged.model_id)

    linked = client.get_logged_model(logged.model_id).tags["mlflow.linkedPrompts"]
    assert linked == f'[{{"name": "{prompt}", "version": "1"}}]'


@pytest.mark.hallmark
def test_a_link_to_a_trace_is_refused_because_traces_are_not_kept(prompt, client):
    version = client.get_prompt_version(prompt, 1)

    with refused("ENDPOINT_NOT_FOUND"):
        client.link_prompt_versions_to_trace([version], "tr-1")


def test_a_prompt_and_its_versions_are_deleted(prompt, client):
    client.delete_prompt_version(prompt, "2")
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_prompt_version(prompt, 2)
    assert client.register_prompt(prompt, "again").version == 3

    client.delete_prompt(prompt)

    assert client.get_prompt(prompt) is None
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_prompt_version(prompt, "1")
    assert client.register_prompt(prompt, "anew").version in (1, 4)  # Hallmark's numbers go on


def test_a_text_over_the_limit_is_refused(unique):
    mlflow.genai.register_prompt(unique("prompt"), "x" * 100_000)
    with refused("INVALID_PARAMETER_VALUE", "Prompt text exceeds max length of 100000 characters."):
        mlflow.genai.register_prompt(unique("prompt"), "x" * 100_001)


@pytest.mark.filterwarnings("ignore::FutureWarning")
def test_the_names_before_genai_do_the_same(unique):
    name = unique("prompt")
    mlflow.register_prompt(name, "Hello {{who}}")
    mlflow.set_prompt_alias(name, "production", 1)

    assert mlflow.load_prompt(f"prompts:/{name}@production").format(who="Ann") == "Hello Ann"
    assert [found.name for found in mlflow.search_prompts(f"name = '{name}'")] == [name]
    mlflow.delete_prompt_alias(name, "production")
    assert mlflow.load_prompt(f"prompts:/{name}@production", allow_missing=True, cache_ttl_seconds=0) is None


def test_a_prompt_uri_is_taken_apart(prompt, client):
    assert client.parse_prompt_uri(f"prompts:/{prompt}/1") == (prompt, "1")
