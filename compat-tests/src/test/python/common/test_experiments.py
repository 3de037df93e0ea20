import mlflow
import pytest
from mlflow import MlflowException
from mlflow.entities import ViewType

from sdk import assert_refused, call, refused


def test_set_experiment_creates_it_once_and_then_finds_it(unique):
    name = unique("churn")

    created = mlflow.set_experiment(name)
    found = mlflow.set_experiment(name)

    assert created.experiment_id == found.experiment_id == mlflow.get_experiment_by_name(name).experiment_id
    assert created.artifact_location == f"mlflow-artifacts:/{created.experiment_id}"
    assert created.lifecycle_stage == "active"


def test_the_default_experiment_is_there(client):
    assert client.get_experiment("0").name == "Default"


def test_a_taken_name_is_refused(client, experiment):
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_experiment(experiment.name)

    assert_refused(call("POST", "experiments/create", json={"name": experiment.name}), "RESOURCE_ALREADY_EXISTS")


def test_an_unknown_experiment_is_not_found(client, unique):
    assert client.get_experiment_by_name(unique("nowhere")) is None
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_experiment("999999999")


@pytest.mark.parametrize("name", ["Über – 顧客離れ", "a/b:c", "100% \"quoted\" 'name'"])
def test_any_name_will_do(client, unique, name):
    name = unique(name)

    experiment_id = client.create_experiment(name)

    assert client.get_experiment(experiment_id).name == name
    assert client.get_experiment_by_name(name).experiment_id == experiment_id


def test_rename_keeps_the_id(client, experiment, unique):
    new_name = unique("renamed")

    client.rename_experiment(experiment.experiment_id, new_name)

    assert client.get_experiment_by_name(new_name).experiment_id == experiment.experiment_id
    assert client.get_experiment_by_name(experiment.name) is None


def test_tags_are_set_and_overwritten(client, unique):
    experiment_id = client.create_experiment(unique("tagged"), tags={"team": "risk", "stage": "draft"})

    client.set_experiment_tag(experiment_id, "stage", "final")
    mlflow.set_experiment(experiment_id=experiment_id)
    mlflow.set_experiment_tags({"mlflow.note.content": "# Notes\nin *Markdown*"})

    tags = client.get_experiment(experiment_id).tags
    assert tags.items() >= {"team": "risk", "stage": "final", "mlflow.note.content": "# Notes\nin *Markdown*"}.items()


def test_a_given_artifact_location_is_used(client, unique):
    location = f"mlflow-artifacts:/{unique('shared')}/churn"

    experiment_id = client.create_experiment(unique("located"), artifact_location=location)
    with mlflow.start_run(experiment_id=experiment_id) as run:
        mlflow.log_text("hello", "hello.txt")

    assert client.get_experiment(experiment_id).artifact_location == location
    assert run.info.artifact_uri == f"{location}/{run.info.run_id}/artifacts"
    assert mlflow.artifacts.load_text(f"runs:/{run.info.run_id}/hello.txt") == "hello"


def test_delete_and_restore_take_the_runs_along(client, experiment, run_id):
    client.delete_experiment(experiment.experiment_id)
    assert client.get_experiment(experiment.experiment_id).lifecycle_stage == "deleted"
    assert client.get_run(run_id).info.lifecycle_stage == "deleted"
    assert client.search_runs([experiment.experiment_id]) == []

    client.restore_experiment(experiment.experiment_id)
    assert client.get_experiment(experiment.experiment_id).lifecycle_stage == "active"
    assert client.get_run(run_id).info.lifecycle_stage == "active"


def test_a_deleted_experiment_keeps_its_name_and_takes_no_runs(client, experiment):
    client.delete_experiment(experiment.experiment_id)

    assert client.get_experiment_by_name(experiment.name).lifecycle_stage == "deleted"
    with refused("RESOURCE_ALREADY_EXISTS"):
        client.create_experiment(experiment.name)
    with refused("INVALID_PARAMETER_VALUE"):
        client.create_run(experiment.experiment_id)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_experiment(experiment.experiment_id)


def test_set_experiment_on_a_deleted_one_tells_how_to_restore_it(client, experiment):
    client.delete_experiment(experiment.experiment_id)

    with pytest.raises(MlflowException, match="deleted experiment"):
        mlflow.set_experiment(experiment.name)

    client.restore_experiment(experiment.experiment_id)
    assert mlflow.set_experiment(experiment.name).experiment_id == experiment.experiment_id


def test_search_filters_orders_and_pages(client, unique):
    prefix = unique("quarter")
    for number in range(5):
        client.create_experiment(f"{prefix}-{number}", tags={"half": "first" if number < 3 else "second"})
    mine = f"name LIKE '{prefix}%'"

    def names(filter_string=mine, **arguments):
        return [found.name[-1] for found in client.search_experiments(filter_string=filter_string, **arguments)]

    assert names(order_by=["name ASC"]) == ["0", "1", "2", "3", "4"]
    assert names(order_by=["name DESC"]) == ["4", "3", "2", "1", "0"]
    assert names(f"{mine} AND tags.half = 'second'", order_by=["name"]) == ["3", "4"]
    assert names(f"{mine} AND tags.half != 'second' AND name != '{prefix}-0'", order_by=["name"]) == ["1", "2"]
    assert names(f"name ILIKE '{prefix.upper()}%'", order_by=["name"]) == ["0", "1", "2", "3", "4"]

    first = client.search_experiments(filter_string=mine, order_by=["name"], max_results=3)
    second = client.search_experiments(filter_string=mine, order_by=["name"], max_results=3, page_token=first.token)
    assert [found.name[-1] for found in [*first, *second]] == ["0", "1", "2", "3", "4"]
    assert not second.token


def test_search_shows_deleted_ones_on_request(client, experiment):
    client.delete_experiment(experiment.experiment_id)
    mine = f"name = '{experiment.name}'"

    assert client.search_experiments(filter_string=mine) == []
    for view in (ViewType.DELETED_ONLY, ViewType.ALL):
        found = client.search_experiments(view_type=view, filter_string=mine)
        assert [one.experiment_id for one in found] == [experiment.experiment_id]


@pytest.mark.parametrize("filter_string", ["name LIKE", "colour = 'red'", "name = 'a' OR name = 'b'", "name = a"])
def test_search_refuses_a_filter_that_it_cannot_read(client, filter_string):
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_experiments(filter_string=filter_string)
