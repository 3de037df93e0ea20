import pytest

from sdk import refused

SOURCE = "s3://somebodys-bucket/models"


# registered models


@pytest.fixture
def models(client, unique):
    """Five registered models with one prefix, which is returned; those with an even number are tagged."""
    prefix = unique("Search")
    for number in range(5):
        client.create_registered_model(
            f"{prefix}-{number}", {"even": "yes", "n": str(number)} if number % 2 == 0 else None
        )
    return prefix


def test_registered_models_are_filtered(client, models):
    mine = f"name LIKE '{models}%'"
    for filter_string, expected in {
        mine: "01234",
        f"name = '{models}-3'": "3",
        f"name ILIKE '{models.lower()}%'": "01234",
        f"name LIKE '{models.lower()}%'": "",
        f"{mine} AND name != '{models}-0'": "1234",
        f"{mine} AND tags.even = 'yes'": "024",
        f"{mine} AND tags.even != 'no'": "024",
        f"{mine} AND tag.n ILIKE '2'": "2",
        f"{mine} and tags.even = 'yes' and tags.`n` != '4'": "02",
    }.items():
        found = client.search_registered_models(filter_string)
        assert "".join(model.name[-1] for model in found) == expected, filter_string


def test_registered_models_are_ordered_and_paged(client, models):
    mine = f"name LIKE '{models}%'"
    client.update_registered_model(f"{models}-1", "touched last")

    def names(**arguments):
        return "".join(model.name[-1] for model in client.search_registered_models(mine, **arguments))

    assert names(order_by=["name DESC"]) == "43210"
    assert names(order_by=["last_updated_timestamp DESC"])[0] == "1"
    first = client.search_registered_models(mine, max_results=3, order_by=["name"])
    second = client.search_registered_models(mine, max_results=3, order_by=["name"], page_token=first.token)
    assert "".join(model.name[-1] for model in [*first, *second]) == "01234"
    assert not second.token


def test_a_found_model_shows_what_get_shows(client, model_name):
    client.create_registered_model(model_name, tags={"team": "risk"}, description="churn")
    client.create_model_version(model_name, SOURCE)
    client.set_registered_model_alias(model_name, "champion", "1")

    [found] = client.search_registered_models(f"name = '{model_name}'")

    assert (found.description, found.tags, found.aliases) == ("churn", {"team": "risk"}, {"champion": "1"})
    assert [(one.version, one.current_stage) for one in found.latest_versions] == [("1", "None")]


@pytest.mark.parametrize(
    "filter_string", ["colour = 'red'", "name > 'a'", "name = a", "name LIKE", "name = 'a' OR name = 'b'"]
)
def test_a_filter_on_models_that_makes_no_sense_is_refused(client, filter_string):
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_registered_models(filter_string)
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_model_versions(filter_string)


def test_a_page_beyond_the_limit_is_refused(client):
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_registered_models(max_results=1001)
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_registered_models(order_by=["colour"])


# versions


@pytest.fixture
def versions(client, model_name, run_id):
    """The name of a model with twelve versions; the first came from the run `run_id`, odd ones are tagged."""
    client.create_registered_model(model_name)
    for number in range(1, 13):
        client.create_model_version(
            model_name,
            f"{SOURCE}/{number}",
            run_id=run_id if number == 1 else None,
            tags={"odd": "yes"} if number % 2 else None,
        )
    return model_name


def test_versions_are_filtered(client, versions, run_id):
    mine = f"name = '{versions}'"
    for filter_string, expected in {
        mine: list(range(1, 13)),
        f"run_id = '{run_id}'": [1],
        f"{mine} AND run_id IN ('{run_id}', 'x')": [1],
        f"{mine} AND version_number > 10": [11, 12],
        f"{mine} AND version_number <= 2": [1, 2],
        f"{mine} AND version_number = '9'": [9],
        f"{mine} AND tags.odd = 'yes' AND version_number != 1": [3, 5, 7, 9, 11],
        f"{mine} AND source_path = '{SOURCE}/7'": [7],
        f"{mine} AND source_path LIKE '%/1_'": [10, 11, 12],
    }.items():
        found = client.search_model_versions(filter_string, order_by=["version_number ASC"])
        assert [int(version.version) for version in found] == expected, filter_string


def test_versions_are_ordered_by_number_and_paged(client, versions):
    mine = f"name = '{versions}'"

    def numbers(**arguments):
        return [int(version.version) for version in client.search_model_versions(mine, **arguments)]

    assert numbers(order_by=["version_number DESC"]) == list(range(12, 0, -1))
    client.update_model_version(versions, "4", "touched last")
    assert numbers(order_by=["last_updated_timestamp DESC"])[0] == 4
    assert numbers()[0] == 4
    first = client.search_model_versions(mine, max_results=10, order_by=["version_number"])
    second = client.search_model_versions(mine, max_results=10, order_by=["version_number"], page_token=first.token)
    assert [int(version.version) for version in [*first, *second]] == list(range(1, 13))
    assert not second.token


def test_versions_in_lists_show_no_aliases(client, versions):
    newest = max(client.search_model_versions(f"name = '{versions}'"), key=lambda version: int(version.version)).version
    client.set_registered_model_alias(versions, "champion", newest)

    found = client.search_model_versions(f"name = '{versions}' AND version_number = {newest}")
    model = client.get_registered_model(versions)

    assert [list(version.aliases) for version in [*found, *model.latest_versions]] == [[], []]
    assert model.aliases == {"champion": newest}
    assert client.get_model_version(versions, newest).aliases == ["champion"]
