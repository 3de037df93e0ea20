from concurrent.futures import ThreadPoolExecutor

import pytest

from sdk import ELSEWHERE, assert_refused, call, refused


def test_a_version_is_described_and_tagged(client, model):
    created = client.create_model_version(
        model, ELSEWHERE, tags={"quality": "ok"}, description="first", run_link="https://example.com/run"
    )
    assert (created.name, str(created.version), created.source) == (model, "1", ELSEWHERE)
    assert (created.status, created.current_stage) == ("READY", "None")
    assert (created.description, created.tags) == ("first", {"quality": "ok"})
    assert created.run_link == "https://example.com/run"

    client.update_model_version(model, "1", "second")
    client.set_model_version_tag(model, "1", "validated", "yes")
    client.delete_model_version_tag(model, "1", "quality")
    client.delete_model_version_tag(model, "1", "never there")

    seen = client.get_model_version(model, "1")
    assert (seen.description, seen.tags) == ("second", {"validated": "yes"})
    assert client.get_model_version_download_uri(model, "1") == ELSEWHERE


def test_a_version_is_tagged_by_its_stage(client, model, add):
    add(), add()
    client.transition_model_version_stage(model, "1", "Production")

    client.set_model_version_tag(model, key="served", value="yes", stage="Production")

    assert client.get_model_version(model, "1").tags == {"served": "yes"}
    assert client.get_model_version(model, "2").tags == {}


def test_an_unknown_version_is_not_found(client, model, add):
    add()
    for ask in (
        lambda: client.get_model_version(model, "9"),
        lambda: client.get_model_version_download_uri(model, "9"),
        lambda: client.update_model_version(model, "9", "text"),
        lambda: client.set_model_version_tag(model, "9", "key", "value"),
        lambda: client.transition_model_version_stage(model, "9", "Staging"),
        lambda: client.set_registered_model_alias(model, "champion", "9"),
        lambda: client.delete_model_version(model, "9"),
    ):
        with refused("RESOURCE_DOES_NOT_EXIST"):
            ask()
    assert_refused(call("GET", "model-versions/get", params={"name": model, "version": "x"}), "INVALID_PARAMETER_VALUE")


def test_the_number_of_a_deleted_version_is_not_given_again(client, model, add):
    add(), add()
    client.set_registered_model_alias(model, "champion", "2")

    client.delete_model_version(model, "2")

    assert str(add().version) == "3"
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_model_version(model, "2")
    assert client.get_registered_model(model).aliases == {}
    assert [int(one.version) for one in client.search_model_versions(f"name = '{model}'")] == [3, 1]


def test_a_large_tag_is_kept_whole(client, model, add):
    add()
    report = "ü" * 4000

    client.set_model_version_tag(model, "1", "validation report", report)

    assert client.get_model_version(model, "1").tags["validation report"] == report


@pytest.mark.hallmark
def test_numbers_are_without_gaps_and_doubles_under_concurrency(client, model, add):
    with ThreadPoolExecutor(16) as pool:
        versions = list(pool.map(lambda _: int(add().version), range(64)))

    assert sorted(versions) == list(range(1, 65))


# aliases


def test_an_alias_points_moves_and_goes(client, model, add):
    add(), add()
    client.set_registered_model_alias(model, "champion", "1")
    client.set_registered_model_alias(model, "Größe_1-a", "1")
    assert sorted(client.get_model_version(model, "1").aliases) == ["Größe_1-a", "champion"]

    client.set_registered_model_alias(model, "champion", "2")
    assert str(client.get_model_version_by_alias(model, "champion").version) == "2"
    assert client.get_registered_model(model).aliases == {"champion": "2", "Größe_1-a": "1"}

    client.delete_registered_model_alias(model, "champion")
    client.delete_registered_model_alias(model, "champion")
    with refused("INVALID_PARAMETER_VALUE", "champion not found"):
        client.get_model_version_by_alias(model, "champion")


@pytest.mark.parametrize("alias", ["latest", "LATEST", "v1", "V22", "with blank", "a@b", "", "a" * 256])
def test_an_alias_that_reads_otherwise_is_refused(client, model, add, alias):
    add()
    response = call("POST", "registered-models/alias", json={"name": model, "alias": alias, "version": "1"})

    assert_refused(response, "INVALID_PARAMETER_VALUE")
