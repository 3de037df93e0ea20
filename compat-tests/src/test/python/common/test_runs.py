import time

import mlflow
import mlflow.data
import pytest
from mlflow.entities import Metric, Param, RunTag

from sdk import assert_refused, call, refused


def test_a_run_as_people_write_it(experiment, client):
    with mlflow.start_run(run_name="baseline", description="first try", tags={"team": "risk"}) as run:
        mlflow.log_param("depth", 4)
        mlflow.log_params({"solver": "lbfgs", "class weights": {0: 1, 1: 5}})
        for epoch in range(3):
            mlflow.log_metric("loss", 1 / (epoch + 1), step=epoch)
        mlflow.log_metrics({"accuracy": 0.93, "val/auc": 0.97})
        mlflow.set_tag("git", "abc")
        mlflow.set_tags({"reviewed": True, "candidate": "yes"})

    seen = client.get_run(run.info.run_id)
    assert seen.info.run_name == "baseline"
    assert seen.info.status == "FINISHED"
    assert seen.info.start_time <= seen.info.end_time
    assert seen.info.experiment_id == experiment.experiment_id
    assert seen.info.artifact_uri == f"{experiment.artifact_location}/{run.info.run_id}/artifacts"
    assert seen.data.params == {"depth": "4", "solver": "lbfgs", "class weights": "{0: 1, 1: 5}"}
    assert seen.data.metrics == {"loss": pytest.approx(1 / 3), "accuracy": 0.93, "val/auc": 0.97}
    own_tags = {key: value for key, value in seen.data.tags.items() if not key.startswith("mlflow.")}
    assert own_tags == {"team": "risk", "git": "abc", "reviewed": "True", "candidate": "yes"}
    assert seen.data.tags["mlflow.runName"] == "baseline"
    assert seen.data.tags["mlflow.note.content"] == "first try"
    assert {"mlflow.user", "mlflow.source.name", "mlflow.source.type"} <= seen.data.tags.keys()


def test_a_run_without_a_name_is_given_one(experiment):
    with mlflow.start_run() as first:
        pass
    with mlflow.start_run() as second:
        pass

    assert first.info.run_name
    assert first.info.run_name == mlflow.get_run(first.info.run_id).data.tags["mlflow.runName"]
    assert first.info.run_id != second.info.run_id


def test_renaming_goes_both_ways(client, run_id):
    client.update_run(run_id, name="by call")
    assert client.get_run(run_id).data.tags["mlflow.runName"] == "by call"

    client.set_tag(run_id, "mlflow.runName", "by tag")
    assert client.get_run(run_id).info.run_name == "by tag"


def test_a_run_that_raises_is_marked_failed(experiment, client):
    with pytest.raises(ZeroDivisionError):
        with mlflow.start_run() as run:
            mlflow.log_param("before", "the end")
            1 / 0

    seen = client.get_run(run.info.run_id)
    assert (seen.info.status, seen.data.params) == ("FAILED", {"before": "the end"})
    assert seen.info.end_time


@pytest.mark.parametrize("status", ["FINISHED", "FAILED", "KILLED"])
def test_a_run_can_be_ended_from_outside(client, experiment, status):
    run = client.create_run(experiment.experiment_id)
    assert run.info.status == "RUNNING"

    client.set_terminated(run.info.run_id, status, end_time=1_795_249_003_000)

    info = client.get_run(run.info.run_id).info
    assert (info.status, info.end_time) == (status, 1_795_249_003_000)


def test_a_run_is_resumed_and_keeps_what_it_had(experiment, client):
    with mlflow.start_run(run_name="long") as first:
        mlflow.log_param("depth", 4)
        mlflow.log_metric("loss", 0.5, step=1)

    with mlflow.start_run(run_id=first.info.run_id) as again:
        assert client.get_run(first.info.run_id).info.status == "RUNNING"
        mlflow.log_metric("loss", 0.4, step=2)

    seen = client.get_run(first.info.run_id)
    assert again.info.run_id == first.info.run_id
    assert (seen.info.run_name, seen.info.status, seen.info.start_time) == ("long", "FINISHED", first.info.start_time)
    assert [point.value for point in client.get_metric_history(first.info.run_id, "loss")] == [0.5, 0.4]
    assert seen.data.params == {"depth": "4"}


def test_nested_runs_know_their_parent(experiment, client):
    with mlflow.start_run(run_name="sweep") as parent:
        for depth in (2, 4):
            with mlflow.start_run(run_name=f"depth {depth}", nested=True):
                mlflow.log_param("depth", depth)

    children = client.search_runs(
        [experiment.experiment_id], f"tags.mlflow.parentRunId = '{parent.info.run_id}'", order_by=["params.depth"]
    )
    assert [child.info.run_name for child in children] == ["depth 2", "depth 4"]
    assert client.get_parent_run(children[0].info.run_id).info.run_id == parent.info.run_id
    assert client.get_parent_run(parent.info.run_id) is None


def test_a_finished_run_still_takes_results(client, run_id):
    client.log_metric(run_id, "late", 1.0)
    client.log_param(run_id, "late", "yes")
    client.set_tag(run_id, "late", "yes")

    run = client.get_run(run_id)
    assert (run.data.metrics["late"], run.data.params["late"], run.data.tags["late"]) == (1.0, "yes", "yes")
    assert run.info.status == "FINISHED"


def test_a_parameter_is_written_once(experiment, client):
    with mlflow.start_run() as run:
        mlflow.log_param("depth", 4)
        mlflow.log_param("depth", 4)
        with refused("INVALID_PARAMETER_VALUE", "Changing param values is not allowed"):
            mlflow.log_param("depth", 5)
        with refused("INVALID_PARAMETER_VALUE", "Changing param values is not allowed"):
            mlflow.log_params({"depth": 6, "other": 1})

    assert client.get_run(run.info.run_id).data.params["depth"] == "4"


def test_a_long_parameter_is_kept_whole(client, run_id):
    value = "ü" * 6000
    client.log_param(run_id, "text", value)

    assert client.get_run(run_id).data.params["text"] == value


def test_tags_are_overwritten_and_deleted(client, run_id):
    client.set_tag(run_id, "stage", "draft")
    client.set_tag(run_id, "stage", "final")
    assert client.get_run(run_id).data.tags["stage"] == "final"

    client.delete_tag(run_id, "stage")
    assert "stage" not in client.get_run(run_id).data.tags
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_tag(run_id, "stage")


def test_log_batch_takes_everything_at_once(client, run_id):
    now = int(time.time() * 1000)
    client.log_batch(
        run_id,
        metrics=[Metric("loss", 1 / (step + 1), now, step) for step in range(1500)],
        params=[Param(f"p{number}", str(number)) for number in range(150)],
        tags=[RunTag(f"t{number}", str(number)) for number in range(150)],
    )

    data = client.get_run(run_id).data
    assert data.metrics["loss"] == 1 / 1500
    assert (data.params["p149"], data.tags["t149"]) == ("149", "149")
    assert len(client.get_metric_history(run_id, "loss")) == 1500


def metrics(count):
    return [{"key": f"m{number}", "value": 1.0, "timestamp": 1, "step": 0} for number in range(count)]


def texts(count):
    return [{"key": f"k{number}", "value": "v"} for number in range(count)]


@pytest.mark.parametrize(
    "batch",
    [
        {"metrics": metrics(1001)},
        {"params": texts(101)},
        {"tags": texts(101)},
        {"metrics": metrics(950), "params": texts(40), "tags": texts(11)},
        {"params": [{"key": "twice", "value": "1"}, {"key": "twice", "value": "1"}]},
        {"metrics": metrics(1), "params": [{"key": "not@allowed", "value": "1"}]},
        {"metrics": [{"key": "../up", "value": 1.0, "timestamp": 1}]},
        {"metrics": [{"key": "early", "value": 1.0, "timestamp": -1}]},
        {"params": [{"key": "k" * 251, "value": "1"}]},
    ],
    ids=["metrics", "params", "tags", "in all", "twice", "key", "path", "timestamp", "long key"],
)
def test_log_batch_beyond_its_limits_is_refused_as_a_whole(client, run_id, batch):
    before = client.get_run(run_id).data.tags

    assert_refused(call("POST", "runs/log-batch", json={"run_id": run_id, **batch}), "INVALID_PARAMETER_VALUE")

    after = client.get_run(run_id).data
    assert (after.metrics, after.params, after.tags) == ({}, {}, before)


def test_log_batch_at_its_limits_is_taken(client, run_id):
    batch = {"metrics": metrics(800), "params": texts(100), "tags": texts(100)}

    assert call("POST", "runs/log-batch", json={"run_id": run_id, **batch}).json() == {}

    data = client.get_run(run_id).data
    assert (len(data.metrics), len(data.params)) == (800, 100)
    assert data.tags.items() >= {f"k{number}": "v" for number in range(100)}.items()


def test_asynchronous_logging_arrives(experiment, client):
    with mlflow.start_run() as run:
        for step in range(20):
            mlflow.log_metric("loss", step, step=step, synchronous=False)
        mlflow.log_params({"solver": "lbfgs"}, synchronous=False)
        mlflow.flush_async_logging()

    assert len(client.get_metric_history(run.info.run_id, "loss")) == 20
    assert client.get_run(run.info.run_id).data.params == {"solver": "lbfgs"}


def test_a_deleted_run_can_be_read_but_not_written(client, experiment, run_id):
    client.delete_run(run_id)

    assert client.get_run(run_id).info.lifecycle_stage == "deleted"
    assert client.search_runs([experiment.experiment_id]) == []
    with refused("INVALID_PARAMETER_VALUE"):
        client.log_metric(run_id, "late", 1.0)
    with refused("INVALID_PARAMETER_VALUE"):
        client.set_tag(run_id, "late", "yes")

    client.restore_run(run_id)
    client.log_metric(run_id, "late", 1.0)
    assert client.get_run(run_id).info.lifecycle_stage == "active"


def test_an_unknown_run_is_not_found(client):
    nobody = "0" * 32
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.get_run(nobody)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.log_metric(nobody, "loss", 1.0)
    with refused("RESOURCE_DOES_NOT_EXIST"):
        client.delete_run(nobody)


def test_datasets_are_logged_as_inputs(experiment, iris, client):
    dataset = mlflow.data.from_pandas(iris[0], source="https://example.com/iris.csv", name="iris")
    with mlflow.start_run() as run:
        mlflow.log_input(dataset, context="training", tags={"split": "all"})
        mlflow.log_input(dataset, context="training")

    [seen] = client.get_run(run.info.run_id).inputs.dataset_inputs
    assert (seen.dataset.name, seen.dataset.digest) == ("iris", dataset.digest)
    assert "sepal length (cm)" in seen.dataset.schema
    assert "example.com" in seen.dataset.source
    assert {tag.key: tag.value for tag in seen.tags} == {"mlflow.data.context": "training", "split": "all"}

    for found in ("dataset.name = 'iris'", f"dataset.digest = '{dataset.digest}'", "dataset.context = 'training'"):
        runs = client.search_runs([experiment.experiment_id], found)
        assert [one.info.run_id for one in runs] == [run.info.run_id]
    assert client.search_runs([experiment.experiment_id], "dataset.context = 'test'") == []
