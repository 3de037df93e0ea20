"""No method of the SDK's client that has to do with the registry goes untested: here is the test of each."""

import ast
import inspect
import re
from pathlib import Path

import mlflow
import pytest
from mlflow import MlflowClient

from sdk import SDK3

OF_THE_REGISTRY = re.compile("registered_model|model_version|latest_versions|prompt")

# The file of a test is named without `test_` and `.py`.
MODELS = {
    "create_registered_model": "common/registered_models::a_model_is_described_and_tagged",
    "get_registered_model": "common/registered_models::a_model_is_described_and_tagged",
    "update_registered_model": "common/registered_models::a_model_is_described_and_tagged",
    "set_registered_model_tag": "common/registered_models::a_model_is_described_and_tagged",
    "delete_registered_model_tag": "common/registered_models::a_model_is_described_and_tagged",
    "rename_registered_model": "common/registered_models::rename_takes_everything_along",
    "delete_registered_model": "common/registered_models::a_deleted_model_leaves_its_name_free",
    "search_registered_models": "common/search_registry_pages::every_comparator_on_models",
    "get_latest_versions": "common/stages::latest_versions_are_the_highest_of_each_stage",
    "set_registered_model_alias": "common/model_versions::an_alias_points_moves_and_goes",
    "get_model_version_by_alias": "common/model_versions::an_alias_points_moves_and_goes",
    "delete_registered_model_alias": "common/model_versions::an_alias_points_moves_and_goes",
    "create_model_version": "common/model_versions::a_version_is_described_and_tagged",
    "get_model_version": "common/model_versions::a_version_is_described_and_tagged",
    "update_model_version": "common/model_versions::a_version_is_described_and_tagged",
    "set_model_version_tag": "common/model_versions::a_version_is_tagged_by_its_stage",
    "delete_model_version_tag": "common/registry_lifecycle::a_tag_is_deleted_by_the_stage_of_its_version",
    "delete_model_version": "common/model_versions::the_number_of_a_deleted_version_is_not_given_again",
    "copy_model_version": "common/version_sources::a_version_is_copied_to_another_model",
    "search_model_versions": "common/search_registry_pages::every_comparator_on_versions",
    "get_model_version_download_uri": "common/model_versions::a_version_is_described_and_tagged",
    "get_model_version_stages": "common/registry_lifecycle::the_stages_are_known_without_asking",
    "transition_model_version_stage": "common/stages::a_version_goes_to_every_stage",
}

PROMPTS_OF_SDK_2 = {
    "register_prompt": "sdk2/prompts::deleting_the_last_version_deletes_the_prompt",
    "load_prompt": "sdk2/prompts::prompts_are_versioned_and_loaded",
    "set_prompt_alias": "sdk2/prompts::prompts_are_versioned_and_loaded",
    "delete_prompt_alias": "sdk2/prompts::prompts_are_versioned_and_loaded",
    "log_prompt": "sdk2/prompts::a_prompt_is_noted_for_the_runs_that_use_it",
    "list_logged_prompts": "sdk2/prompts::a_prompt_is_noted_for_the_runs_that_use_it",
    "detach_prompt_from_run": "sdk2/prompts::a_prompt_is_noted_for_the_runs_that_use_it",
    "delete_prompt": "sdk2/prompts::deleting_the_last_version_deletes_the_prompt",
    "parse_prompt_uri": "sdk2/prompts::a_prompt_uri_is_taken_apart",
}

PROMPTS_OF_SDK_3 = {
    "create_prompt": "sdk3/prompts::a_prompt_is_made_in_steps",
    "create_prompt_version": "sdk3/prompts::a_prompt_is_made_in_steps",
    "register_prompt": "sdk3/prompts::a_prompt_is_made_in_steps",
    "load_prompt": "sdk3/prompts::a_prompt_is_made_in_steps",
    "get_prompt": "sdk3/prompts::a_prompt_is_made_in_steps",
    "get_prompt_version": "sdk3/prompts::a_prompt_is_made_in_steps",
    "get_prompt_version_by_alias": "sdk3/prompts::an_alias_of_a_prompt_points_moves_and_goes",
    "set_prompt_alias": "sdk3/prompts::an_alias_of_a_prompt_points_moves_and_goes",
    "delete_prompt_alias": "sdk3/prompts::an_alias_of_a_prompt_points_moves_and_goes",
    "search_prompts": "sdk3/prompts::prompts_and_models_are_found_apart",
    "search_prompt_versions": "sdk3/prompts::the_versions_of_a_prompt_are_listed_newest_first",
    "set_prompt_tag": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "delete_prompt_tag": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "set_prompt_version_tag": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "delete_prompt_version_tag": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "link_prompt_version_to_run": "sdk3/prompts::a_prompt_loaded_in_a_run_is_linked_to_it",
    "list_logged_prompts": "sdk3/prompts::a_run_noted_on_a_version_is_read_and_detached",
    "detach_prompt_from_run": "sdk3/prompts::a_run_noted_on_a_version_is_read_and_detached",
    "link_prompt_version_to_model": "sdk3/prompts::a_prompt_is_linked_to_a_logged_model",
    "link_prompt_versions_to_trace": "sdk3/prompts::a_link_to_a_trace_is_refused_because_traces_are_not_kept",
    "delete_prompt_version": "sdk3/prompts::a_prompt_and_its_versions_are_deleted",
    "delete_prompt": "sdk3/prompts::a_prompt_and_its_versions_are_deleted",
    "parse_prompt_uri": "sdk3/prompts::a_prompt_uri_is_taken_apart",
}

# The same for the functions of modules, each of which has a name that says what it is for.
FUNCTIONS_OF_SDK_3 = {
    "register_prompt": "sdk3/prompts::a_chat_prompt_comes_back_with_format_and_configuration",
    "load_prompt": "sdk3/prompts::prompts_are_versioned_and_loaded",
    "search_prompts": "sdk3/prompts::prompts_and_models_are_found_apart",
    "set_prompt_alias": "sdk3/prompts::an_alias_of_a_prompt_points_moves_and_goes",
    "delete_prompt_alias": "sdk3/prompts::an_alias_of_a_prompt_points_moves_and_goes",
    "set_prompt_tag": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "get_prompt_tags": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "delete_prompt_tag": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "set_prompt_version_tag": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "delete_prompt_version_tag": "sdk3/prompts::tags_of_a_prompt_and_of_its_versions_change",
    "set_prompt_model_config": "sdk3/prompts::the_contents_of_a_registered_version_never_change",
    "delete_prompt_model_config": "sdk3/prompts::the_contents_of_a_registered_version_never_change",
}
NO_CALLS_OF_THEIR_OWN = {"optimize_prompt", "optimize_prompts"}  # they load and register, and ask a language model

TESTED = MODELS | (PROMPTS_OF_SDK_3 if SDK3 else PROMPTS_OF_SDK_2)


def public(owner, name_is_ours):
    functions = inspect.getmembers(owner, inspect.isfunction)
    return {name for name, _ in functions if not name.startswith("_") and name_is_ours(name)}


def test_every_method_has_a_test():
    assert public(MlflowClient, OF_THE_REGISTRY.search) == TESTED.keys()


def test_every_function_for_prompts_has_a_test():
    functions = public(mlflow.genai, lambda name: "prompt" in name) if SDK3 else set()

    assert functions == (FUNCTIONS_OF_SDK_3.keys() | NO_CALLS_OF_THEIR_OWN if SDK3 else set())


@pytest.mark.parametrize(("method", "test"), [*TESTED.items(), *(FUNCTIONS_OF_SDK_3.items() if SDK3 else ())])
def test_the_test_calls_the_method(method, test):
    file, name = test.split("::")
    folder, module = file.split("/")
    tree = ast.parse((Path(__file__).parents[1] / folder / f"test_{module}.py").read_text())
    [body] = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == f"test_{name}"]

    assert method in {node.attr for node in ast.walk(body) if isinstance(node, ast.Attribute)}
