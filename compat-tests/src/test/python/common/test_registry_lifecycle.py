"""What happens to a model's belongings when it, or something it stands on, goes."""

import pytest

from sdk import ELSEWHERE, refused


def numbers(client, model):
    found = client.search_model_versions(f"name = '{model}'", order_by=["version_number"])
    return [int(version.version) for version in found]


def test_deleting_a_version_takes_its_aliases_along(client, model, add):
    add(), add()
    client.set_registered_model_alias(model, "champion", "2")
    client.set_registered_model_alias(model, "also", "2")
    client.set_registered_model_alias(model, "before", "1")

    client.delete_model_version(model, "2")

    assert client.get_registered_model(model).aliases == {"before": "1"}
    with refused("INVALID_PARAMETER_VALUE", "champion not found"):
        client.get_model_version_by_alias(model, "champion")
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.set_registered_model_alias(model, "champion", "2")


def test_deleting_a_version_leaves_its_stage_to_the_one_before(client, model, add):
    for version in (add(), add()):
        client.transition_model_version_stage(model, version.version, "Production")

    client.delete_model_version(model, "2")

    assert [str(one.version) for one in client.get_latest_versions(model, ["Production"])] == ["1"]


def test_a_model_with_aliases_and_stages_is_deleted_whole(client, model, add):
    add()
    client.transition_model_version_stage(model, "1", "Production")
    client.set_registered_model_alias(model, "champion", "1")

    client.delete_registered_model(model)

    for ask in (
        lambda: client.get_registered_model(model),
        lambda: client.get_model_version(model, "1"),
        lambda: client.get_model_version_by_alias(model, "champion"),
        lambda: client.get_latest_versions(model, ["Production"]),
        lambda: client.delete_registered_model(model),
    ):
        with refused("RESOURCE_DOES_NOT_EXIST"):
            ask()


def test_a_model_made_again_shares_nothing_with_the_deleted_one(client, model, add):
    add(tags={"quality": "ok"}), add()
    client.set_registered_model_tag(model, "team", "risk")
    client.set_registered_model_alias(model, "champion", "2")
    client.delete_registered_model(model)

    made = client.create_registered_model(model)

    assert (made.tags, made.aliases, list(made.latest_versions)) == ({}, {}, [])
    number = int(add().version)
    assert client.get_model_version(model, str(number)).tags == {}
    assert numbers(client, model) == [number]


@pytest.mark.hallmark
def test_the_numbers_of_a_name_go_on_when_it_is_taken_again(client, model, add):
    add(), add()
    client.delete_registered_model(model)
    client.create_registered_model(model)

    assert str(add().version) == "3"
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_model_version(model, "1")


@pytest.mark.hallmark
def test_a_name_is_not_taken_by_versions_that_have_numbers_of_it(client, model, add, unique):
    add(), add()
    client.delete_registered_model(model)
    other = unique("other")
    client.create_registered_model(other)
    client.create_model_version(other, ELSEWHERE)

    with refused("RESOURCE_CONFLICT", "version 1"):
        client.rename_registered_model(other, model)
    assert numbers(client, other) == [1]


def test_numbers_go_on_after_deletions_and_a_rename(client, model, add, unique):
    add(), add()
    client.delete_model_version(model, "1")
    client.delete_model_version(model, "2")
    new_name = unique("renamed")
    client.rename_registered_model(model, new_name)

    assert str(client.create_model_version(new_name, ELSEWHERE).version) == "3"
    assert numbers(client, new_name) == [3]


def test_a_copy_survives_the_rename_of_its_source(client, model, add, unique):
    add()
    copy = client.copy_model_version(f"models:/{model}/1", unique("copy"))
    client.rename_registered_model(model, unique("renamed"))

    copy_of_copy = client.copy_model_version(f"models:/{copy.name}/1", unique("copy"))

    assert client.get_model_version(copy.name, "1").source == f"models:/{model}/1"
    for name in (copy.name, copy_of_copy.name):
        assert client.get_model_version_download_uri(name, "1") == ELSEWHERE


def test_a_copy_becomes_the_next_version_of_a_model_that_is_there(client, model, add, unique):
    add(run_id="a-run-elsewhere")
    production = unique("production")

    copies = [client.copy_model_version(f"models:/{model}/1", production) for _ in range(2)]

    assert [(str(copy.version), copy.run_id) for copy in copies] == [("1", "a-run-elsewhere"), ("2", "a-run-elsewhere")]


def test_a_version_is_ready_when_its_creation_is_answered(client, model):
    version = client.create_model_version(model, ELSEWHERE, await_creation_for=1)

    assert (version.status, client.get_model_version(model, version.version).status) == ("READY", "READY")


def test_the_stages_are_known_without_asking(client):
    assert client.get_model_version_stages("any", "1") == ["None", "Staging", "Production", "Archived"]


@pytest.mark.parametrize("key", ["a.b", "with blank", "a:b", "a/b", "Größe", "日本", "under_score-dash", "k" * 250])
def test_a_tag_key_of_unusual_characters_is_set_found_and_deleted(client, model, add, key):
    add(tags={key: "1"})
    client.set_registered_model_tag(model, key, "it's \"quoted\" & 100%")
    client.set_model_version_tag(model, "1", key, "2")

    assert client.get_registered_model(model).tags == {key: "it's \"quoted\" & 100%"}
    assert client.get_model_version(model, "1").tags == {key: "2"}
    found = client.search_model_versions(f"name = '{model}' AND tags.`{key}` = '2'")
    assert [str(version.version) for version in found] == ["1"]

    client.delete_registered_model_tag(model, key)
    client.delete_model_version_tag(model, "1", key)
    assert (client.get_registered_model(model).tags, client.get_model_version(model, "1").tags) == ({}, {})


@pytest.mark.parametrize("key", ["a@b", "../a", "a//b", "/a", "k" * 251])
def test_a_tag_key_that_could_be_another_file_is_refused(client, model, add, key):
    add()
    with refused("INVALID_PARAMETER_VALUE"):
        client.set_registered_model_tag(model, key, "1")
    with refused("INVALID_PARAMETER_VALUE"):
        client.set_model_version_tag(model, "1", key, "1")


def test_a_tag_is_deleted_by_the_stage_of_its_version(client, model, add):
    add(tags={"served": "yes"}), add(tags={"served": "yes"})
    client.transition_model_version_stage(model, "1", "Production")

    client.delete_model_version_tag(model, key="served", stage="Production")

    assert client.get_model_version(model, "1").tags == {}
    assert client.get_model_version(model, "2").tags == {"served": "yes"}


def test_times_move_only_for_what_changed(client, model, add):
    add(), add()

    def times():
        versions = [client.get_model_version(model, number).last_updated_timestamp for number in ("1", "2")]
        return client.get_registered_model(model).last_updated_timestamp, *versions

    before = times()
    client.set_registered_model_tag(model, "a", "b")
    client.set_model_version_tag(model, "1", "a", "b")
    client.set_registered_model_alias(model, "champion", "1")
    client.delete_registered_model_alias(model, "champion")
    assert times() == before

    client.update_model_version(model, "1", "text")
    updated = times()
    assert (updated[0], updated[2]) == (before[0], before[2]) and updated[1] > before[1]

    client.transition_model_version_stage(model, "2", "Staging")
    moved = times()
    assert moved[0] > updated[0] and moved[1] == updated[1] and moved[2] > updated[2]
