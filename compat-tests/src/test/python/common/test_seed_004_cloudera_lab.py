"""The MLflow part of "Lab 2: Model Registry" as its reader runs it: a training job, then a job that registers."""

import mlflow
import numpy as np
import pytest
from mlflow.models import infer_signature
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

MODEL_ARTIFACT_LOCATION = "sklearn_model"


@pytest.fixture
def experiment_name(unique):
    return unique("lab 2")


@pytest.fixture
def split(iris):
    return train_test_split(*iris, test_size=0.3, random_state=42)


@pytest.fixture
def trained(experiment_name, split):
    """model_registry_create_model.py: three runs of which the last is the best. Answers models by run id."""
    x_train, x_test, y_train, y_test = split
    models = {}
    mlflow.set_experiment(experiment_name)
    for c in (0.0001, 0.01, 1.0):
        with mlflow.start_run() as run:
            model = LogisticRegression(C=c, max_iter=300).fit(x_train, y_train)
            mlflow.log_param("C", c)
            mlflow.log_metric("accuracy", accuracy_score(y_test, model.predict(x_test)))
            signature = infer_signature(x_train, model.predict(x_train))
            mlflow.sklearn.log_model(model, MODEL_ARTIFACT_LOCATION, signature=signature, input_example=x_train[:1])
        models[run.info.run_id] = model
    return models


def best_of(experiment_name):
    run_results = mlflow.search_runs(search_all_experiments=True)
    # Not in the lab: there the server is the reader's own, here other tests have logged accuracies too.
    mine = mlflow.get_experiment_by_name(experiment_name).experiment_id
    run_results = run_results[run_results["experiment_id"] == mine]
    return run_results.loc[run_results["metrics.accuracy"].idxmax(), "run_id"]


def test_the_best_run_goes_to_the_registry(trained, experiment_name, model_name, client, split):
    best_run_id = best_of(experiment_name)
    registered_model = mlflow.register_model(f"runs:/{best_run_id}/{MODEL_ARTIFACT_LOCATION}", model_name)

    assert best_run_id == list(trained)[-1]
    assert (registered_model.name, str(registered_model.version)) == (model_name, "1")
    assert client.get_model_version(model_name, "1").run_id == best_run_id
    assert len(client.search_runs([mlflow.get_experiment_by_name(experiment_name).experiment_id])) == 3
    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")
    assert np.array_equal(loaded.predict(split[1]), trained[best_run_id].predict(split[1]))


def test_the_job_run_again_adds_a_version_and_keeps_the_first(trained, experiment_name, model_name, client, split):
    for run_id in trained:
        mlflow.register_model(f"runs:/{run_id}/{MODEL_ARTIFACT_LOCATION}", model_name)

    versions = client.search_model_versions(f"name = '{model_name}'", order_by=["version_number"])
    assert [(int(version.version), version.run_id) for version in versions] == list(enumerate(trained, start=1))
    for number, model in enumerate(trained.values(), start=1):
        loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/{number}")
        assert np.array_equal(loaded.predict(split[1]), model.predict(split[1]))


def test_log_model_registers_by_itself(experiment_name, model_name, client, classifier, iris):
    mlflow.set_experiment(experiment_name)

    mlflow.sklearn.log_model(classifier, "sklearn_model", registered_model_name=model_name)

    assert client.get_model_version(model_name, "1").status == "READY"
    assert np.array_equal(
        mlflow.sklearn.load_model(f"models:/{model_name}/1").predict(iris[0]), classifier.predict(iris[0])
    )
