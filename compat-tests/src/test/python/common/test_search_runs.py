import mlflow
import pytest
from mlflow.entities import ViewType

from sdk import refused


@pytest.fixture
def runs(experiment, client):
    """Four finished runs, `a` to `d`; `d` has neither metrics nor a solver."""
    for number, name in enumerate("abcd"):
        run = client.create_run(experiment.experiment_id, start_time=1000 + number, run_name=name)
        run_id = run.info.run_id
        client.log_param(run_id, "depth", number)
        client.set_tag(run_id, "team", "Risk" if number % 2 else "fraud")
        client.set_tag(run_id, "code version", f"v{number}")
        if name != "d":
            client.log_param(run_id, "solver", "lbfgs" if name == "a" else "saga")
            client.log_metric(run_id, "accuracy", number / 10)
            client.log_metric(run_id, "m/loss", float("nan") if name == "c" else 1 - number / 10)
        client.set_terminated(run_id, "FAILED" if name == "c" else "FINISHED", end_time=2000 + number)


@pytest.fixture
def found(runs, experiment, client):
    """The names of the runs that a search finds, as one word."""

    def search(filter_string="", order_by=("attributes.start_time ASC",), **arguments):
        runs = client.search_runs([experiment.experiment_id], filter_string, order_by=list(order_by), **arguments)
        return "".join(run.info.run_name for run in runs)

    return search


def test_runs_are_filtered(found):
    for filter_string, expected in {
        "metrics.accuracy > 0.05": "bc",
        "metrics.accuracy >= 0.1 AND metrics.accuracy < 0.2": "b",
        "metric.accuracy = 0": "a",
        "metrics.`m/loss` <= 0.9": "b",
        'metrics."m/loss" != 1': "bc",
        "params.depth = '2'": "c",
        "params.solver != 'lbfgs'": "bc",
        "params.solver LIKE 'l%'": "a",
        "parameters.solver ILIKE 'S_G_'": "bc",
        "params.solver IS NULL": "d",
        "params.solver IS NOT NULL": "abc",
        "tags.team = 'Risk'": "bd",
        "tags.team = 'risk'": "",
        "tags.team ILIKE 'risk'": "bd",
        "tags.team LIKE 'risk'": "",
        "tag.`code version` = 'v3'": "d",
        "tags.missing != 'x'": "",
        "attributes.status = 'FAILED'": "c",
        "status != 'FAILED'": "abd",
        "run_name LIKE 'b%'": "b",
        "attributes.`run name` = 'b'": "b",
        "attributes.start_time > 1001": "cd",
        "end_time = 2000": "a",
        "tags.team = 'fraud' and params.solver = 'saga' and metrics.accuracy > 0": "c",
    }.items():
        assert found(filter_string) == expected, filter_string


def test_runs_are_found_by_id(found, client, experiment):
    ids = [run.info.run_id for run in client.search_runs([experiment.experiment_id], order_by=["start_time"])]

    assert found(f"attributes.run_id = '{ids[1]}'") == "b"
    assert found(f"attributes.run_id IN ('{ids[0]}', '{ids[3]}')") == "ad"
    assert found(f"attributes.run_id NOT IN ('{ids[0]}', '{ids[3]}')") == "bc"


def test_runs_are_ordered_with_the_valueless_last(found):
    for order_by, expected in {
        ("metrics.accuracy DESC",): "cbad",
        ("metrics.accuracy ASC",): "abcd",
        ("metrics.`m/loss` ASC",): "bacd",
        ("metrics.`m/loss` DESC",): "abcd",
        ("params.solver", "attributes.start_time DESC"): "acbd",
        ("tags.team DESC", "params.depth DESC"): "cadb",
        ("attributes.end_time DESC",): "dcba",
        ("run_name DESC",): "dcba",
        (): "dcba",
    }.items():
        assert found(order_by=order_by) == expected, order_by


def test_runs_come_in_pages(runs, experiment, client):
    ids = [experiment.experiment_id]
    pages, token = [], None
    while True:
        page = client.search_runs(ids, order_by=["metrics.accuracy DESC"], max_results=3, page_token=token)
        pages.append("".join(run.info.run_name for run in page))
        token = page.token
        if not token:
            break

    assert pages == ["cba", "d"]


def test_deleted_runs_are_shown_on_request(found, client, experiment):
    [run] = client.search_runs([experiment.experiment_id], "run_name = 'b'")
    client.delete_run(run.info.run_id)

    assert found() == "acd"
    assert found(run_view_type=ViewType.DELETED_ONLY) == "b"
    assert found(run_view_type=ViewType.ALL) == "abcd"


def test_search_over_all_experiments_is_a_data_frame(runs, experiment):
    frame = mlflow.search_runs(search_all_experiments=True, order_by=["attributes.start_time DESC"])
    mine = frame[frame["experiment_id"] == experiment.experiment_id]

    assert set(mine["tags.mlflow.runName"]) == set("abcd")
    best = mine.loc[mine["metrics.accuracy"].idxmax()]
    assert (best["tags.mlflow.runName"], best["params.depth"], best["status"]) == ("c", "2", "FAILED")


def test_search_takes_several_experiments_by_name(runs, experiment, unique, client):
    other = mlflow.set_experiment(unique("other"))
    with mlflow.start_run(run_name="e"):
        pass

    names = [experiment.name, other.name, unique("unknown")]
    as_list = mlflow.search_runs(experiment_names=names, output_format="list")
    as_frame = mlflow.search_runs(experiment_names=names, filter_string="run_name != 'a'", max_results=3)

    assert {run.info.run_name for run in as_list} == set("abcde")
    assert len(as_frame) == 3


@pytest.mark.parametrize(
    "filter_string",
    [
        "metrics.accuracy > 'high'",
        "params.depth > 3",
        "params.depth = 3",
        "accuracy > 0.5",
        "metrics.accuracy > 0.5 OR metrics.accuracy < 0.1",
        "metrics.accuracy >",
        "metrics.accuracy IS NULL",
        "tags.team = 'it's'",
        "attributes.colour = 'red'",
        "; DROP TABLE runs",
    ],
)
def test_a_filter_on_runs_that_makes_no_sense_is_refused(client, experiment, filter_string):
    with refused("INVALID_PARAMETER_VALUE"):
        client.search_runs([experiment.experiment_id], filter_string)


def test_an_order_or_token_that_makes_no_sense_is_refused(client, experiment):
    for arguments in ({"order_by": ["accuracy DESC"]}, {"order_by": ["metrics.a SIDEWAYS"]}, {"page_token": "!"}):
        with refused("INVALID_PARAMETER_VALUE"):
            client.search_runs([experiment.experiment_id], **arguments)
