import mlflow
import numpy as np
import pytest
from mlflow.models import infer_signature
from mlflow.pyfunc import PythonModel
from sklearn.linear_model import LogisticRegression

from sdk import SDK3, files_of, log_model


def test_log_model_as_people_write_it(requirements_guessed, experiment, model_name, client, classifier, iris):
    x, y = iris
    with mlflow.start_run() as run:
        mlflow.log_params(classifier.get_params())
        mlflow.log_metric("accuracy", classifier.score(x, y))
        info = log_model(
            classifier,
            "model",
            signature=infer_signature(x, classifier.predict(x)),
            input_example=x[:2],
            registered_model_name=model_name,
            metadata={"owner": "risk"},
        )

    assert str(info.registered_model_version) == "1"
    version = client.get_model_version(model_name, "1")
    assert (version.status, version.current_stage, version.run_id) == ("READY", "None", run.info.run_id)
    names = {entry.path for entry in files_of(info).list_artifacts()}
    assert {"MLmodel", "conda.yaml", "python_env.yaml", "requirements.txt", "input_example.json"} <= names
    model = mlflow.pyfunc.load_model(f"models:/{model_name}/1")
    assert np.array_equal(model.predict(x), classifier.predict(x))
    assert model.metadata.metadata["owner"] == "risk"
    assert any(line.startswith("scikit-learn==") for line in requirements_of(f"models:/{model_name}/1"))


def requirements_of(model_uri):
    with open(mlflow.pyfunc.get_model_dependencies(model_uri), encoding="utf-8") as file:
        return file.read().splitlines()


def test_each_log_is_the_next_version(registered, model_name, client, classifier, other_classifier):
    versions = [registered(model) for model in (classifier, other_classifier, classifier)]

    assert [int(version.version) for version in versions] == [1, 2, 3]
    assert len({version.run_id for version in versions}) == 3
    assert client.get_registered_model(model_name).name == model_name


def test_the_logged_signature_is_the_registered_one(registered, model_name, classifier):
    registered(classifier)

    info = mlflow.models.get_model_info(f"models:/{model_name}/1")

    assert [column.name for column in info.signature.inputs][0] == "sepal length (cm)"
    assert info.flavors.keys() == {"python_function", "sklearn"}
    assert info.saved_input_example_info["artifact_path"] == "input_example.json"


class AddN(PythonModel):
    def __init__(self, n):
        self.n = n

    def predict(self, context, model_input, params=None):
        return model_input + self.n


def test_a_python_model_is_logged_with_its_artifacts(experiment, model_name, tmp_path):
    (tmp_path / "vocabulary.txt").write_text("a\nb\n")
    with mlflow.start_run():
        mlflow.pyfunc.log_model(
            **{"name" if SDK3 else "artifact_path": "add"},
            python_model=AddN(5),
            artifacts={"vocabulary": str(tmp_path / "vocabulary.txt")},
            pip_requirements=["mlflow"],
            registered_model_name=model_name,
        )

    uri = f"models:/{model_name}/1"
    assert mlflow.pyfunc.load_model(uri).predict(np.array([1, 2])).tolist() == [6, 7]
    assert mlflow.artifacts.load_text(f"{uri}/artifacts/vocabulary.txt") == "a\nb\n"


def test_one_run_may_log_several_models(experiment, unique, classifier, other_classifier, iris):
    first, second = unique("first"), unique("second")
    with mlflow.start_run() as run:
        log_model(classifier, "one", registered_model_name=first)
        log_model(other_classifier, "two", registered_model_name=second)

    for name, folder, model in [(first, "one", classifier), (second, "two", other_classifier)]:
        expected = model.predict(iris[0])
        for uri in (f"models:/{name}/1", f"runs:/{run.info.run_id}/{folder}"):
            assert np.array_equal(mlflow.pyfunc.load_model(uri).predict(iris[0]), expected)


def test_a_model_is_logged_outside_of_a_run(experiment, model_name, client, classifier, iris):
    log_model(classifier, "model", registered_model_name=model_name)
    mlflow.end_run()

    assert client.get_model_version(model_name, "1").status == "READY"
    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/1")
    assert np.array_equal(loaded.predict(iris[0]), classifier.predict(iris[0]))


def test_logging_without_waiting_for_registration(experiment, model_name, client, classifier):
    with mlflow.start_run():
        log_model(classifier, "model", registered_model_name=model_name, await_registration_for=0)

    assert client.get_model_version(model_name, "1").name == model_name


@pytest.fixture
def autolog(model_name):
    mlflow.sklearn.autolog(registered_model_name=model_name, log_input_examples=True)
    yield
    mlflow.sklearn.autolog(disable=True)


def test_autolog_logs_parameters_metrics_plots_data_and_the_model(experiment, autolog, model_name, client, iris):
    x, y = iris
    with mlflow.start_run() as run:
        model = LogisticRegression(max_iter=150).fit(x, y)
        model.score(x, y)

    seen = client.get_run(run.info.run_id)
    assert seen.data.params["max_iter"] == "150"
    assert seen.data.metrics["training_accuracy_score"] == pytest.approx(model.score(x, y))
    assert any(key.startswith("LogisticRegression_score") for key in seen.data.metrics)
    assert seen.data.tags["estimator_name"] == "LogisticRegression"
    contexts = {tag.value for one in seen.inputs.dataset_inputs for tag in one.tags if tag.key == "mlflow.data.context"}
    assert "train" in contexts
    assert "training_confusion_matrix.png" in {entry.path for entry in client.list_artifacts(run.info.run_id)}
    loaded = mlflow.pyfunc.load_model(f"models:/{model_name}/latest")
    assert np.array_equal(loaded.predict(x), model.predict(x))
