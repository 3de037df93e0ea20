import hashlib
import os
from concurrent.futures import ThreadPoolExecutor

import matplotlib.pyplot as plt
import mlflow
import numpy as np
import pandas as pd
import pytest
from mlflow import MlflowException
from mlflow.artifacts import download_artifacts, load_dict, load_image, load_text
from mlflow.store.artifact.artifact_repository_registry import get_artifact_repository

from sdk import assert_refused, call

PROXY = "/api/2.0/mlflow-artifacts"
# Not here: `what?.txt`, `c#.txt` and `50%25.txt`. The SDK puts names into the URL unescaped: what follows `?` or `#` is
# lost and `%25` arrives as `%`, and no server can tell.
NAMES = [
    "plain.txt",
    "with blanks.txt",
    "größe 精度 🎯.txt",
    "plus+and&equals=.txt",
    "100%.txt",
    "(a) [b] {c}.txt",
    "it's; a, b@c~!$.txt",
    ".hidden",
    "no-extension",
    "two..dots.txt",
]


def tree(client, run_id, path=None):
    """All paths below `path` with their sizes; folders have none."""
    found = {}
    for entry in client.list_artifacts(run_id, path):
        found[entry.path] = None if entry.is_dir else entry.file_size
        if entry.is_dir:
            found |= tree(client, run_id, entry.path)
    return found


def test_a_file_goes_up_and_comes_back(experiment, client, tmp_path):
    report = tmp_path / "report.html"
    report.write_text("<h1>Größe</h1>", encoding="utf-8")
    with mlflow.start_run() as run:
        mlflow.log_artifact(str(report))
        mlflow.log_artifact(str(report), artifact_path="reports/2026")
    run_id = run.info.run_id

    size = report.stat().st_size
    assert tree(client, run_id) == {
        "report.html": size,
        "reports": None,
        "reports/2026": None,
        "reports/2026/report.html": size,
    }
    for name in ("report.html", "reports/2026/report.html"):
        assert load_text(f"runs:/{run_id}/{name}") == "<h1>Größe</h1>"


def test_a_folder_goes_up_with_all_that_is_below(experiment, client, tmp_path):
    source, down = tmp_path / "source", tmp_path / "down"
    (source / "a" / "b" / "c").mkdir(parents=True)
    (source / "top.csv").write_text("x,y\n1,2\n")
    (source / "a" / "b" / "c" / "deep.bin").write_bytes(bytes(range(256)))
    down.mkdir()
    with mlflow.start_run() as run:
        mlflow.log_artifacts(str(source), artifact_path="data")
    run_id = run.info.run_id

    assert tree(client, run_id, "data") == {
        "data/top.csv": 8,
        "data/a": None,
        "data/a/b": None,
        "data/a/b/c": None,
        "data/a/b/c/deep.bin": 256,
    }
    local = client.download_artifacts(run_id, "data", str(down))
    assert open(os.path.join(local, "a/b/c/deep.bin"), "rb").read() == bytes(range(256))
    assert open(os.path.join(local, "top.csv")).read() == "x,y\n1,2\n"


def test_texts_and_dictionaries(experiment):
    config = {"layers": [64, 32], "name": "größe", "nested": {"rate": 0.1}}
    with mlflow.start_run() as run:
        mlflow.log_text("line\nline\n", "notes/today.txt")
        mlflow.log_dict(config, "config.json")
        mlflow.log_dict(config, "config.yaml")

    root = f"runs:/{run.info.run_id}"
    assert load_text(f"{root}/notes/today.txt") == "line\nline\n"
    assert load_dict(f"{root}/config.json") == config
    assert "größe" in load_text(f"{root}/config.yaml") or "gr\\xF6\\xDFe" in load_text(f"{root}/config.yaml")


def test_images_and_figures(experiment, client):
    pixels = np.random.default_rng(0).integers(0, 256, (16, 16, 3), dtype=np.uint8)
    figure, axes = plt.subplots()
    axes.plot([1, 2, 3])
    with mlflow.start_run() as run:
        mlflow.log_image(pixels, "noise.png")
        mlflow.log_image(pixels, key="progress", step=3)
        mlflow.log_figure(figure, "plots/loss.png")
        mlflow.flush_artifact_async_logging()  # what has a key goes up in the background
    plt.close(figure)

    root = f"runs:/{run.info.run_id}"
    assert np.array_equal(np.asarray(load_image(f"{root}/noise.png")), pixels)
    assert load_image(f"{root}/plots/loss.png").size[0] > 100
    assert any("progress" in path and path.endswith(".png") for path in tree(client, run.info.run_id))


def test_tables_grow_with_each_call(experiment):
    with mlflow.start_run() as run:
        mlflow.log_table({"question": ["a", "b"], "answer": [1, 2]}, "eval.json")
        mlflow.log_table(pd.DataFrame({"question": ["c"], "answer": [3]}), "eval.json")

    table = mlflow.load_table("eval.json", run_ids=[run.info.run_id])
    assert list(table["question"]) == ["a", "b", "c"]
    assert list(table["answer"]) == [1, 2, 3]
    assert "eval.json" in mlflow.get_run(run.info.run_id).data.tags["mlflow.loggedArtifacts"]


def test_an_empty_file_is_a_file(experiment, client, tmp_path):
    (tmp_path / "empty.txt").touch()
    with mlflow.start_run() as run:
        mlflow.log_artifact(str(tmp_path / "empty.txt"))

    [entry] = client.list_artifacts(run.info.run_id)
    assert (entry.path, entry.is_dir, entry.file_size or 0) == ("empty.txt", False, 0)
    assert load_text(f"runs:/{run.info.run_id}/empty.txt") == ""


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_be_called_anything(experiment, client, tmp_path, name):
    (tmp_path / name).write_text(name, encoding="utf-8")
    with mlflow.start_run() as run:
        mlflow.log_artifact(str(tmp_path / name))
        mlflow.log_artifact(str(tmp_path / name), artifact_path="some folder/größe")

    assert set(tree(client, run.info.run_id)) == {
        name,
        "some folder",
        "some folder/größe",
        f"some folder/größe/{name}",
    }
    downloaded = client.download_artifacts(run.info.run_id, "some folder", str(tmp_path))
    with open(os.path.join(downloaded, "größe", name), encoding="utf-8") as file:
        assert file.read() == name


def test_a_file_is_overwritten(experiment, client):
    with mlflow.start_run() as run:
        mlflow.log_text("the first and longer text", "notes.txt")
        mlflow.log_text("second", "notes.txt")

    assert load_text(f"runs:/{run.info.run_id}/notes.txt") == "second"
    assert tree(client, run.info.run_id) == {"notes.txt": 6}


def test_what_is_not_there_is_an_empty_list_and_a_failed_download(client, run_id):
    assert client.list_artifacts(run_id) == []
    assert client.list_artifacts(run_id, "nowhere") == []
    with pytest.raises(MlflowException):
        download_artifacts(f"runs:/{run_id}/nowhere.txt")


def test_a_run_is_downloaded_by_its_folder_uri(experiment, client, tmp_path):
    with mlflow.start_run() as run:
        mlflow.log_text("one", "a/one.txt")
        mlflow.log_text("two", "a/b/two.txt")
        uri = mlflow.get_artifact_uri("a")

    local = download_artifacts(uri, dst_path=str(tmp_path))

    assert uri == f"{run.info.artifact_uri}/a"
    assert open(os.path.join(local, "one.txt")).read() == "one"
    assert open(os.path.join(local, "b", "two.txt")).read() == "two"


def test_artifacts_of_a_run_can_be_deleted(experiment, client):
    with mlflow.start_run() as run:
        mlflow.log_text("keep", "keep.txt")
        mlflow.log_text("one", "drop/one.txt")
        mlflow.log_text("two", "drop/deep/two.txt")
    files = get_artifact_repository(run.info.artifact_uri)

    files.delete_artifacts("drop")

    assert tree(client, run.info.run_id) == {"keep.txt": 4}
    with pytest.raises(MlflowException):
        download_artifacts(f"runs:/{run.info.run_id}/drop/one.txt")


def test_many_files_go_up_and_down_in_parallel(experiment, client, tmp_path):
    random = np.random.default_rng(1)
    source = tmp_path / "source"
    for number in range(60):
        file = source / f"part-{number % 5}" / f"{number}.bin"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(random.bytes(50_000 + number))
    with mlflow.start_run() as run:
        mlflow.log_artifacts(str(source), "parts")

    local = download_artifacts(f"runs:/{run.info.run_id}/parts", dst_path=str(tmp_path / "down"))

    assert len([size for size in tree(client, run.info.run_id).values() if size]) == 60
    for file in source.rglob("*.bin"):
        with open(os.path.join(local, file.relative_to(source)), "rb") as copy:
            assert copy.read() == file.read_bytes()


def test_big_files_go_up_side_by_side_and_stay_whole(experiment, tmp_path):
    digests = {}
    for number in range(4):
        content = np.random.default_rng(number).bytes(12_000_000)
        (tmp_path / f"{number}.bin").write_bytes(content)
        digests[f"{number}.bin"] = hashlib.sha256(content).hexdigest()
    with mlflow.start_run() as run:
        files = get_artifact_repository(run.info.artifact_uri)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda name: files.log_artifact(str(tmp_path / name), "big"), digests))

    local = download_artifacts(f"runs:/{run.info.run_id}/big", dst_path=str(tmp_path / "down"))

    for name, digest in digests.items():
        with open(os.path.join(local, name), "rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == digest


def test_a_json_file_is_bytes_and_not_a_request(run_id, experiment, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text('{"open": ')
    get_artifact_repository(f"{experiment.artifact_location}/{run_id}/artifacts").log_artifact(str(broken))

    assert load_text(f"runs:/{run_id}/broken.json") == '{"open": '


@pytest.mark.parametrize("path", ["%2e%2e/%2e%2e/etc/passwd", "a/%2e%2e/%2e%2e/b", "%252e%252e/b", "%2Fetc/passwd"])
def test_a_path_cannot_leave_the_store(path):
    assert_refused(call("GET", f"artifacts/{path}", api=PROXY), "INVALID_PARAMETER_VALUE")
    assert_refused(call("PUT", f"artifacts/{path}", api=PROXY, data=b"x"), "INVALID_PARAMETER_VALUE")


def test_a_file_that_is_not_there_is_not_found(run_id):
    missing = call("GET", f"artifacts/0/{run_id}/artifacts/none.txt", api=PROXY)

    assert_refused(missing, "RESOURCE_DOES_NOT_EXIST", status=404)
