import pytest

from sdk import ELSEWHERE, assert_refused, call, refused


def test_a_model_is_described_and_tagged(client, unique):
    name = unique("churn – 顧客離れ 100%")
    created = client.create_registered_model(name, tags={"team": "risk"}, description="first")
    assert (created.name, created.description, created.tags) == (name, "first", {"team": "risk"})

    client.update_registered_model(name, description="## Churn\nin *Markdown*")
    client.set_registered_model_tag(name, "stage", "draft")
    client.set_registered_model_tag(name, "stage", "final")
    client.delete_registered_model_tag(name, "team")
    client.delete_registered_model_tag(name, "never there")

    seen = client.get_registered_model(name)
    assert (seen.description, seen.tags) == ("## Churn\nin *Markdown*", {"stage": "final"})
    assert created.creation_timestamp == seen.creation_timestamp <= seen.last_updated_timestamp


def test_a_taken_model_name_is_refused(client, model):
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_registered_model(model)


@pytest.mark.parametrize("name", ["", " ", "a/b", "a:b", "..", "."])
def test_a_model_name_that_would_break_uris_is_refused(name):
    assert_refused(call("POST", "registered-models/create", json={"name": name}), "INVALID_PARAMETER_VALUE")


def test_an_unknown_model_is_not_found(client, unique):
    name = unique("nowhere")
    for ask in (
        lambda: client.get_registered_model(name),
        lambda: client.get_latest_versions(name),
        lambda: client.get_model_version(name, "1"),
        lambda: client.get_model_version_by_alias(name, "champion"),
        lambda: client.get_model_version_download_uri(name, "1"),
        lambda: client.create_model_version(name, ELSEWHERE),
        lambda: client.update_registered_model(name, "text"),
        lambda: client.rename_registered_model(name, unique("other")),
        lambda: client.set_registered_model_alias(name, "champion", "1"),
        lambda: client.set_registered_model_tag(name, "key", "value"),
        lambda: client.transition_model_version_stage(name, "1", "Staging"),
        lambda: client.delete_registered_model(name),
    ):
        with refused("RESOURCE_DOES_NOT_EXIST"):
            ask()


def test_rename_takes_everything_along(client, model, add, unique):
    add(tags={"quality": "ok"})
    client.set_registered_model_alias(model, "champion", "1")
    client.set_registered_model_tag(model, "team", "risk")
    new_name = unique("renamed")

    client.rename_registered_model(model, new_name)

    seen = client.get_registered_model(new_name)
    assert (seen.tags, seen.aliases) == ({"team": "risk"}, {"champion": "1"})
    assert client.get_model_version(new_name, "1").tags == {"quality": "ok"}
    assert client.get_model_version_by_alias(new_name, "champion").name == new_name
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_registered_model(model)
    client.create_registered_model(model)
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.rename_registered_model(new_name, model)


def test_a_deleted_model_leaves_its_name_free(client, model, add):
    add()
    client.set_registered_model_alias(model, "champion", "1")

    client.delete_registered_model(model)

    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_model_version(model, "1")
    assert client.search_model_versions(f"name = '{model}'") == []
    client.create_registered_model(model)
    assert client.get_registered_model(model).aliases == {}


# answers that users' programs compare


def test_an_unknown_route_is_no_missing_resource():
    response = call("GET", "registered-models/no-such-call")

    assert response.status_code == 404
    assert "RESOURCE_DOES_NOT_EXIST" not in response.text


@pytest.mark.hallmark
def test_an_unknown_route_answers_json():
    assert_refused(call("GET", "registered-models/no-such-call"), "ENDPOINT_NOT_FOUND", status=404)


def test_a_missing_field_is_named():
    response = call("POST", "registered-models/create", json={})

    assert_refused(response, "INVALID_PARAMETER_VALUE")
    assert "Missing value for required parameter 'name'" in response.json()["message"]
