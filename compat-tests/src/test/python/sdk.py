"""What differs between the two SDKs, and what both of them make tests spell out."""

from contextlib import contextmanager

import mlflow
import mlflow.sklearn
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository
from mlflow.utils.credentials import get_default_host_creds
from mlflow.utils.rest_utils import http_request

# A source that the registry takes without looking at it, for tests that are not about files
ELSEWHERE = "s3://somebodys-bucket/models/churn"

SDK3 = mlflow.__version__.startswith("3.")


def log_model(model, name, **arguments):
    """SDK 3 calls `name` what was `artifact_path` before."""
    return mlflow.sklearn.log_model(model, **{"name" if SDK3 else "artifact_path": name}, **arguments)


def files_of(info):
    """Where the logged files lie: SDK 3 gives a logged model its own folder, SDK 2 uses the run's."""
    if SDK3:
        return get_artifact_repository(MlflowClient().get_logged_model(info.model_id).artifact_location)
    run = mlflow.get_run(info.run_id)
    return get_artifact_repository(f"{run.info.artifact_uri}/{info.artifact_path}")


def call(method, path, *, api="/api/2.0/mlflow", **arguments):
    """A request as the SDK would send it, past the checks and the batching that the SDK does itself."""
    server = get_default_host_creds(mlflow.get_tracking_uri())
    return http_request(server, f"{api}/{path}", method, **arguments)


@contextmanager
def refused(code, text=""):
    """Expects an error with this `error_code`, the part of an error that users compare."""
    with pytest.raises(MlflowException) as caught:
        yield caught
    assert caught.value.error_code == code, str(caught.value)
    assert text in str(caught.value)


def assert_refused(response, code, status=400):
    assert (response.status_code, response.json()["error_code"]) == (status, code), response.text
