"""What every test gets: a quiet SDK, names that nobody else uses, a data set and models trained on it."""

import os

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"
os.environ["MLFLOW_HTTP_REQUEST_MAX_RETRIES"] = "1"  # the default of 7 turns a 500 into four minutes of silence
os.environ["MLFLOW_HTTP_REQUEST_TIMEOUT"] = "60"
os.environ["MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT"] = "true"
os.environ["GIT_PYTHON_REFRESH"] = "quiet"
os.environ["MPLBACKEND"] = "Agg"
for leaking in ("MLFLOW_REGISTRY_URI", "MLFLOW_RUN_ID", "MLFLOW_EXPERIMENT_ID", "MLFLOW_EXPERIMENT_NAME"):
    os.environ.pop(leaking, None)

import logging
import uuid

import mlflow
import mlflow.models
import mlflow.sklearn
import pytest
from mlflow import MlflowClient
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

from sdk import ELSEWHERE, SDK3, log_model

collect_ignore = ["workspaces", "beside", "migration", "transfers", "takeover", "direct"] + (["sdk2"] if SDK3 else ["sdk3"])


def pytest_configure():
    if not os.environ.get("MLFLOW_TRACKING_URI"):
        pytest.exit("Set MLFLOW_TRACKING_URI to the server under test, e.g. http://127.0.0.1:5000", returncode=4)
    for chatty in ("mlflow", "alembic"):
        logging.getLogger(chatty).setLevel(logging.ERROR)


def pytest_report_header():
    return f"MLflow SDK {mlflow.__version__} against {os.environ['MLFLOW_TRACKING_URI']}"


@pytest.fixture(scope="session")
def client():
    return MlflowClient()


@pytest.fixture(scope="session")
def unique():
    """Makes a name that no other test, and no earlier run against the same server, has used."""
    return lambda prefix: f"{prefix}-{uuid.uuid4().hex[:12]}"


@pytest.fixture(autouse=True)
def nothing_left_active():
    yield
    while mlflow.active_run():
        mlflow.end_run("KILLED")


@pytest.fixture(autouse=True)
def requirements_not_guessed(request, monkeypatch):
    """Guessing requirements loads each model in a second Python, 7 s of work that never talks to the server.

    A test that wants a model logged exactly as by a user takes `requirements_guessed` instead.
    """
    if "requirements_guessed" not in request.fixturenames:
        monkeypatch.setattr(mlflow.models, "infer_pip_requirements", lambda uri, flavor, fallback=None, **_: fallback)


@pytest.fixture
def requirements_guessed():
    pass


@pytest.fixture
def experiment(unique):
    """The active experiment, empty and new."""
    return mlflow.set_experiment(unique("experiment"))


@pytest.fixture
def run_id(experiment):
    """A finished run of the active experiment."""
    with mlflow.start_run() as run:
        return run.info.run_id


@pytest.fixture
def model_name(unique):
    return unique("model")


@pytest.fixture(scope="session")
def iris():
    return load_iris(return_X_y=True, as_frame=True)


@pytest.fixture(scope="session")
def classifier(iris):
    return LogisticRegression(max_iter=200).fit(*iris)


@pytest.fixture(scope="session")
def other_classifier(iris):
    """Predicts otherwise than `classifier`, so that a test can tell which of the two it has loaded."""
    x, y = iris
    return LogisticRegression(max_iter=200).fit(x, 2 - y)


@pytest.fixture
def logged(experiment, iris):
    """Logs a model in a run of its own and returns the SDK's ModelInfo."""

    def log(model, **arguments):
        with mlflow.start_run():
            return log_model(model, "model", input_example=iris[0][:2], **arguments)

    return log


@pytest.fixture
def registered(logged, model_name, client):
    """Registers a model as the next version of `model_name` and returns that version."""

    def register(model):
        info = logged(model, registered_model_name=model_name)
        return client.get_model_version(model_name, str(info.registered_model_version))

    return register


@pytest.fixture
def model(client, model_name):
    """The name of a registered model without versions."""
    return client.create_registered_model(model_name).name


@pytest.fixture
def add(client, model):
    """Adds a version that points elsewhere: enough for all that is not about files."""
    return lambda **arguments: client.create_model_version(model, ELSEWHERE, **arguments)
