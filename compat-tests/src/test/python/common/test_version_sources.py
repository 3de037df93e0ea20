import mlflow
import numpy as np
import pytest

from sdk import assert_refused, call, refused


def test_register_model_takes_a_runs_uri(client, logged, model_name, classifier, iris):
    info = logged(classifier)

    version = mlflow.register_model(f"runs:/{info.run_id}/model", model_name, tags={"from": "run"})
    again = mlflow.register_model(f"runs:/{info.run_id}/model", model_name)

    assert (str(version.version), str(again.version)) == ("1", "2")
    seen = client.get_model_version(model_name, "1")
    assert (seen.run_id, seen.tags["from"], seen.status) == (info.run_id, "run", "READY")
    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/2")
    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))


def test_a_runs_uri_without_a_model_is_refused(model_name, run_id):
    with pytest.raises(mlflow.MlflowException):
        mlflow.register_model(f"runs:/{'0' * 32}/model", model_name)


def test_a_version_is_created_from_a_runs_uri(client, model, logged, run_id, classifier):
    info = logged(classifier)
    source = f"runs:/{info.run_id}/model"

    client.create_model_version(model, source, run_id=info.run_id)

    seen = client.get_model_version(model, "1")
    assert (seen.source, seen.run_id) == (source, info.run_id)
    with refused("INVALID_PARAMETER_VALUE"):
        client.create_model_version(model, source, run_id=run_id)


@pytest.mark.parametrize(
    "source",
    [
        "/etc",
        "file:///etc",
        "http://169.254.169.254/latest/meta-data",
        "https://example.com/model",
        "mlflow-artifacts:/0/../../etc",
        "s3://bucket/a/%2e%2e/b",
        "",
    ],
)
def test_a_source_that_reaches_where_it_should_not_is_refused(model, source):
    response = call("POST", "model-versions/create", json={"name": model, "source": source})

    assert_refused(response, "INVALID_PARAMETER_VALUE")


def test_a_version_is_copied_to_another_model(
    client, registered, model_name, unique, classifier, other_classifier, iris
):
    registered(other_classifier)
    origin = registered(classifier)
    client.set_registered_model_alias(model_name, "champion", origin.version)
    production, archive = unique("production"), unique("archive")

    copy = client.copy_model_version(f"models:/{model_name}@champion", production)
    copy_of_copy = client.copy_model_version(f"models:/{production}/1", archive)

    assert (copy.name, str(copy.version), copy.run_id) == (production, "1", origin.run_id)
    assert copy.source == f"models:/{model_name}/{origin.version}"
    assert (copy_of_copy.name, copy_of_copy.run_id) == (archive, origin.run_id)
    for name in (production, archive):
        loaded = mlflow.pyfunc.load_model(f"models:/{name}/1")
        assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))


def test_a_copy_of_what_is_not_there_is_refused(client, model, unique):
    with pytest.raises(mlflow.MlflowException, match="RESOURCE_DOES_NOT_EXIST"):
        client.copy_model_version(f"models:/{model}/7", unique("production"))
