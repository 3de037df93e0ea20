"""What a user of the SDK sees who asks a server for workspaces that was started without them."""

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException


def test_the_sdk_says_at_once_that_there_are_none():
    with pytest.raises(MlflowException, match="does not expose workspace APIs") as caught:
        mlflow.list_workspaces()
    assert caught.value.error_code == "FEATURE_DISABLED"


def test_an_active_workspace_is_refused_by_name():
    mlflow.set_workspace("team-a")
    try:
        with pytest.raises(MlflowException, match="Active workspace 'team-a' cannot be used"):
            MlflowClient().search_registered_models()
    finally:
        mlflow.set_workspace(None)
