"""Transfers of files between the SDK and S3, on a server that HALLMARK_TRANSFER started with this mode."""

import hashlib
import os

import mlflow
import mlflow.sklearn
import mlflow.store.artifact.http_artifact_repo as http
import pytest
import requests
from mlflow.artifacts import download_artifacts
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

from sdk import SDK3, call, files_of, log_model

MODE = os.environ["HALLMARK_TRANSFER"]
DIRECT = MODE != "proxy"
MEGABYTE = 1024**2
PART = 5 * MEGABYTE  # S3 accepts no smaller parts, except the last


def when(condition):
    """Leaves a test out otherwise. A skipped one would count as a failure."""
    return (lambda test: test) if condition else (lambda test: None)


@pytest.fixture
def lowered_limits(monkeypatch):
    """Multipart transfers of files that are large enough to have several parts."""
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", str(PART))
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", str(PART))
    monkeypatch.setenv("MLFLOW_MULTIPART_DOWNLOAD_CHUNK_SIZE", str(PART))
    if not SDK3 or not DIRECT:  # otherwise the SDK learns it from the server
        monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "true")


@pytest.fixture
def everything_direct(monkeypatch, lowered_limits):
    """SDK 3.17 sends small files through the server unless told otherwise; 3.18 asks the server."""
    monkeypatch.setenv("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", "0")


@pytest.fixture
def parts(monkeypatch):
    """The parts that the SDK sends to and gets from S3."""
    sent, received = [], []
    upload = http.HttpArtifactRepository._upload_part

    def upload_part(credential, local_file, size, start_byte):
        sent.append(credential.part_number)
        return upload(credential, local_file, size, start_byte)

    monkeypatch.setattr(http.HttpArtifactRepository, "_upload_part", staticmethod(upload_part))
    if SDK3:
        download = http.download_chunk

        def download_chunk(**arguments):
            received.append(arguments["range_start"])
            return download(**arguments)

        monkeypatch.setattr(http, "download_chunk", download_chunk)
    return sent, received


def large_file(folder):
    file = folder / "weights größe.bin"
    file.write_bytes(os.urandom(2 * PART + 12345))
    return file


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def test_server_info_tells_the_mode():
    info = call("GET", "server-info", api="/api/3.0/mlflow").json()
    assert info["multipart_uploads_enabled"] is DIRECT
    assert info["multipart_downloads_enabled"] is DIRECT
    assert info["artifacts_presigned_only"] is (MODE == "presigned")


def test_large_file_goes_up_in_parts(lowered_limits, parts, experiment, client, tmp_path):
    file = large_file(tmp_path)
    with mlflow.start_run() as run:
        mlflow.log_artifact(str(file), artifact_path="data")
    assert sorted(parts[0]) == ([1, 2, 3] if DIRECT else [])
    (entry,) = client.list_artifacts(run.info.run_id, "data")
    assert (entry.path, entry.file_size) == (f"data/{file.name}", file.stat().st_size)


@when(MODE != "presigned" or SDK3)  # SDK 2 downloads through the server only
def test_large_file_comes_back_in_parts(lowered_limits, parts, experiment, tmp_path):
    file = large_file(tmp_path)
    with mlflow.start_run() as run:
        mlflow.log_artifact(str(file))
    back = download_artifacts(f"runs:/{run.info.run_id}/{file.name}", dst_path=str(tmp_path / "back"))
    assert digest(back) == digest(file)
    assert sorted(parts[1]) == ([0, PART, 2 * PART] if DIRECT and SDK3 else [])


@when(MODE != "presigned" or SDK3)  # SDK 2 sends small files through the server only
def test_model_is_logged_registered_and_loaded(
    request, lowered_limits, parts, experiment, classifier, iris, model_name
):
    if MODE == "presigned":
        request.getfixturevalue("everything_direct")
    with mlflow.start_run():
        info = log_model(classifier, "model")
    version = mlflow.register_model(info.model_uri, model_name)
    assert version.status == "READY"
    loaded = mlflow.sklearn.load_model(f"models:/{model_name}/{version.version}")
    assert (loaded.predict(iris[0]) == classifier.predict(iris[0])).all()
    if DIRECT and SDK3:
        assert parts[1]
    assert len(files_of(info).list_artifacts()) > 3


@when(MODE == "presigned")
def test_transfer_through_the_server_is_refused_with_advice(experiment, tmp_path, monkeypatch):
    monkeypatch.setenv("MLFLOW_ENABLE_PROXY_MULTIPART_UPLOAD", "false")
    small = tmp_path / "small.txt"
    small.write_text("x")
    with mlflow.start_run() as run, pytest.raises(Exception, match="with presigned URLs only.*Upgrade"):
        mlflow.log_artifact(str(small))
    assert get_artifact_repository(run.info.artifact_uri).list_artifacts() == []


@when(DIRECT)
def test_file_of_a_run_goes_up_and_down_with_presigned_urls(run_id):
    body = {"run_id": run_id, "path": "notes/größe 1.txt"}
    upload = call("POST", "artifacts/presigned-upload-url", json=body).json()
    sent = requests.put(upload["presigned_url"], data=b"by hand", headers=upload["headers"], timeout=60)
    assert sent.status_code == 200
    download = call("POST", "artifacts/presigned-download-url", json=body).json()
    assert download["file_size"] == 7
    got = requests.get(download["presigned_url"], headers=download["headers"], timeout=60)
    assert got.content == b"by hand"
    assert requests.delete(download["presigned_url"], timeout=60).status_code == 403
