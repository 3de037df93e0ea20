"""Every comparator, every order, and pages that stay right while rows come and go."""

import pytest

from sdk import refused

SOURCE = "s3://somebodys-bucket/models"


@pytest.fixture
def models(client, unique):
    """A prefix; the models `<prefix>-a`, `-B` and `-c` have it, and tags `n` = 1, 2 and none."""
    prefix = unique("Comparators")
    for letter, tags in (("a", {"n": "1"}), ("B", {"n": "2"}), ("c", None)):
        client.create_registered_model(f"{prefix}-{letter}", tags)
    return prefix


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("name = '{0}-a'", "a"),
        ("name != '{0}-a'", "Bc"),
        ("name LIKE '%-b'", ""),
        ("name ILIKE '%-b'", "B"),
        ("name LIKE '{0}-_'", "Bac"),
        ("name IN ('{0}-a', '{0}-c', 'x')", "ac"),
        ("name NOT IN ('{0}-a')", "Bc"),
        ('name = "{0}-c"', "c"),
        ("attribute.name = '{0}-c'", "c"),
        ("tag.n = '1'", "a"),
        ("tags.n != '1'", "B"),
        ("tags.n LIKE '%'", "Ba"),
        ("tags.`n` ILIKE '2'", "B"),
        ('tags."n" = \'2\'', "B"),
        ("tags.n = '1' AND tags.n LIKE '2'", ""),
    ],
)
def test_every_comparator_on_models(client, models, condition, expected):
    filter_string = f"name LIKE '{models}%' AND {condition.format(models)}"

    found = client.search_registered_models(filter_string, order_by=["name ASC"])

    assert "".join(model.name[-1] for model in found) == expected


@pytest.fixture
def versions(client, model):
    """The name of a model with three versions, of runs r1, r2 and none; the first two have tags `n` = 1 and 2."""
    for number, run_id in ((1, "r1"), (2, "r2"), (3, None)):
        tags = {"n": str(number)} if run_id else None
        client.create_model_version(model, f"{SOURCE}/Churn{number}", run_id=run_id, tags=tags)
    return model


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("name != 'x'", [1, 2, 3]),
        ("name LIKE '{0}'", [1, 2, 3]),
        ("name IN ('{0}')", [1, 2, 3]),
        ("name NOT IN ('{0}')", []),
        ("run_id = 'r1'", [1]),
        ("run_id != 'r1'", [2, 3]),
        ("run_id LIKE 'r%'", [1, 2]),
        ("run_id ILIKE 'R2'", [2]),
        ("run_id IN ('r1', 'r2')", [1, 2]),
        ("run_id NOT IN ('r1', 'r2')", [3]),
        ("source_path = 's3://somebodys-bucket/models/Churn2'", [2]),
        ("source_path != 's3://somebodys-bucket/models/Churn2'", [1, 3]),
        ("source_path LIKE '%/churn%'", []),
        ("source_path ILIKE '%/churn%'", [1, 2, 3]),
        ("version_number = 2", [2]),
        ("version_number != 2", [1, 3]),
        ("version_number > 1", [2, 3]),
        ("version_number >= 2", [2, 3]),
        ("version_number < 3", [1, 2]),
        ("version_number <= '2'", [1, 2]),
        ("tag.n = '1'", [1]),
        ("tags.n != '1'", [2]),
        ("tags.n LIKE '%'", [1, 2]),
        ("tags.n ILIKE '2'", [2]),
    ],
)
def test_every_comparator_on_versions(client, versions, condition, expected):
    filter_string = f"name = '{versions}' AND {condition.format(versions)}"

    found = client.search_model_versions(filter_string, order_by=["version_number ASC"])

    assert [int(version.version) for version in found] == expected


@pytest.mark.parametrize(
    "order_by", [["name"], ["name DESC"], ["timestamp"], ["last_updated_timestamp DESC"], ["timestamp ASC", "name DESC"]]
)
def test_every_order_of_models_goes_over_all_pages(client, models, order_by):
    mine = f"name LIKE '{models}%'"
    whole = [model.name for model in client.search_registered_models(mine, order_by=order_by)]

    paged = list(pages(client.search_registered_models, mine, 1, order_by))

    assert paged == whole and len(whole) == 3


@pytest.mark.parametrize("order_by", ["name", "version_number DESC", "creation_timestamp", "last_updated_timestamp DESC"])
def test_every_order_of_versions_goes_over_all_pages(client, versions, order_by):
    mine = f"name = '{versions}'"
    whole = [version.version for version in client.search_model_versions(mine, order_by=[order_by])]
    found = pages(client.search_model_versions, mine, 1, [order_by], lambda version: version.version)

    assert list(found) == whole and len(whole) == 3


def pages(search, filter_string, size, order_by, of=lambda model: model.name, between=lambda: None):
    token = None
    while True:
        page = search(filter_string, max_results=size, order_by=order_by, page_token=token)
        assert len(page) <= size
        yield from map(of, page)
        token = page.token
        if not token:
            return
        between()


@pytest.mark.hallmark
def test_pages_neither_skip_nor_repeat_while_models_come_and_go(client, unique):
    prefix = unique("paged")
    stay = [f"{prefix}-{number:02}" for number in range(1, 30, 2)]
    for name in stay:
        client.create_registered_model(name)
    come_and_go = iter(range(0, 30, 2))

    def disturb():
        """One more before the page that was read last, and one less."""
        name = f"{prefix}-{next(come_and_go):02}"
        client.create_registered_model(name)
        if name > f"{prefix}-06":
            client.delete_registered_model(name)

    seen = list(
        pages(client.search_registered_models, f"name LIKE '{prefix}%'", 2, ["name"], between=disturb)
    )

    assert [name for name in seen if name in stay] == stay
    assert len(set(seen)) == len(seen)


@pytest.mark.hallmark
def test_pages_neither_skip_nor_repeat_while_versions_come_and_go(client, model, add):
    for _ in range(20):
        add()
    gone = iter((20, 1, 19, 2, 18, 3, 17, 4, 16, 5))

    def disturb():
        add()
        client.delete_model_version(model, str(next(gone)))

    seen = list(
        pages(
            client.search_model_versions,
            f"name = '{model}'",
            3,
            ["version_number DESC"],
            lambda version: int(version.version),
            disturb,
        )
    )

    assert seen == sorted(set(seen), reverse=True)
    assert set(range(6, 16)) <= set(seen)


@pytest.mark.hallmark
def test_a_token_of_another_search_is_refused(client, models):
    mine = f"name LIKE '{models}%'"
    token = client.search_registered_models(mine, max_results=1).token

    for search in (
        lambda: client.search_registered_models(f"{mine} AND tags.n = '1'", max_results=1, page_token=token),
        lambda: client.search_registered_models(mine, max_results=1, order_by=["name DESC"], page_token=token),
        lambda: client.search_model_versions(mine, max_results=1, page_token=token),
        lambda: client.search_registered_models(mine, max_results=1, page_token="nonsense"),
    ):
        with refused("INVALID_PARAMETER_VALUE", "page token"):
            search()
