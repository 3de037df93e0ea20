import math

import pytest
from mlflow.entities import Metric


def test_history_keeps_every_point_in_order(client, run_id):
    for timestamp, step, value in [(3000, 2, 0.2), (1000, 0, 0.5), (2000, 1, 0.4)]:
        client.log_metric(run_id, "loss", value, timestamp=timestamp, step=step)

    history = client.get_metric_history(run_id, "loss")

    assert [(point.timestamp, point.step, point.value) for point in history] == [
        (1000, 0, 0.5),
        (2000, 1, 0.4),
        (3000, 2, 0.2),
    ]


def test_the_latest_value_is_the_one_of_the_highest_step(client, run_id):
    client.log_metric(run_id, "loss", 0.1, timestamp=1000, step=9)
    client.log_metric(run_id, "loss", 0.9, timestamp=5000, step=3)
    assert client.get_run(run_id).data.metrics["loss"] == 0.1

    client.log_metric(run_id, "loss", 0.2, timestamp=2000, step=9)
    assert client.get_run(run_id).data.metrics["loss"] == 0.2


def test_the_same_point_twice_is_one_point(client, run_id):
    for _ in range(2):
        client.log_metric(run_id, "loss", 0.1, timestamp=1000, step=1)

    assert len(client.get_metric_history(run_id, "loss")) == 1


def test_steps_may_be_negative(client, run_id):
    client.log_metric(run_id, "loss", 0.1, timestamp=1000, step=-5)

    assert [point.step for point in client.get_metric_history(run_id, "loss")] == [-5]


@pytest.mark.parametrize("value", [0.0, -0.1, 1e-300, 1.7976931348623157e308, 0.1 + 0.2, 123456789012345.67])
def test_a_value_comes_back_bit_by_bit(client, run_id, value):
    client.log_metric(run_id, "value", value)

    assert client.get_run(run_id).data.metrics["value"] == value
    assert [point.value for point in client.get_metric_history(run_id, "value")] == [value]


def test_nan_stays_nan_and_infinity_becomes_the_largest_number(client, run_id):
    client.log_metric(run_id, "nan", math.nan)
    client.log_batch(run_id, metrics=[Metric("up", math.inf, 1, 0), Metric("down", -math.inf, 1, 0)])

    metrics = client.get_run(run_id).data.metrics
    assert math.isnan(metrics["nan"])
    assert math.isnan(client.get_metric_history(run_id, "nan")[0].value)
    assert (metrics["up"], metrics["down"]) == (1.7976931348623157e308, -1.7976931348623157e308)


def test_the_history_of_an_unknown_key_is_empty(client, run_id):
    assert list(client.get_metric_history(run_id, "never")) == []


def test_metric_names_may_hold_folders_blanks_and_letters_of_any_script(client, run_id):
    names = ["val/auc", "f1 score", "größe", "精度", "a.b-c_d"]
    for number, name in enumerate(names):
        client.log_metric(run_id, name, number)

    assert client.get_run(run_id).data.metrics == {name: float(number) for number, name in enumerate(names)}
    assert [client.get_metric_history(run_id, name)[0].value for name in names] == [0.0, 1.0, 2.0, 3.0, 4.0]
