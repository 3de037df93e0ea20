"""Models and experiments move with mlflow-export-import: from another Hallmark, and from MLflow's own server, to the one under test."""

import hashlib
import json
import os
import runpy
import sys
from contextlib import contextmanager
from pathlib import Path

import mlflow
import mlflow.artifacts
import pytest
from mlflow import MlflowClient

from mlflow_server import mlflow_server
from sdk import SDK3, log_model

TARGET = os.environ.get("MLFLOW_TRACKING_URI", "")
RUNNER = Path(__file__).parents[5] / "docs/examples/export-import/import_served.py"


@contextmanager
def at(uri):
    """The tool reads the variable as well."""
    os.environ["MLFLOW_TRACKING_URI"] = uri
    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    try:
        yield MlflowClient()
    finally:
        os.environ["MLFLOW_TRACKING_URI"] = TARGET
        mlflow.set_tracking_uri(TARGET)
        mlflow.set_registry_uri(None)


@pytest.fixture(scope="module", params=["hallmark", "mlflow"])
def source(request, tmp_path_factory):
    if request.param == "hallmark":
        yield os.environ["HALLMARK_SOURCE_URI"]
    else:
        with mlflow_server(tmp_path_factory.mktemp("mlflow-server")) as uri:
            yield uri


@pytest.fixture(scope="module")
def churn(source, unique, classifier, other_classifier):
    """A registered model with three versions, from runs that logged something, two stages and two aliases."""
    name = unique("churn")
    with at(source) as client:
        mlflow.set_experiment(unique("training"))
        for number, model in enumerate([classifier, other_classifier, classifier]):
            with mlflow.start_run():
                log_all(number)
                log_model(model, "model", registered_model_name=name, pip_requirements=["scikit-learn"])
        client.update_registered_model(name, "Who leaves? Grüße")
        client.set_registered_model_tag(name, "team", "risk")
        client.update_model_version(name, "1", "the first")
        client.set_model_version_tag(name, "2", "checked", "yes, 100 %")
        client.transition_model_version_stage(name, "1", "Archived")
        client.transition_model_version_stage(name, "2", "Production")
        client.set_registered_model_alias(name, "champion", "2")
        client.set_registered_model_alias(name, "challenger", "3")
    return name


@pytest.fixture(scope="module")
def trials(source, unique):
    """An experiment of runs without models."""
    name = unique("trials")
    with at(source):
        mlflow.set_experiment(name)
        for number in range(3):
            with mlflow.start_run(run_name=f"trial-{number}"):
                log_all(number)
    return name


def log_all(number):
    mlflow.log_params({"depth": number, "kind": "größer"})
    mlflow.set_tag("stage", f"trial {number}")
    for step in range(3):
        mlflow.log_metric("loss", number + 1 / (step + 1), step=step)
    mlflow.log_text(f"notes {number}", "notes/über.txt")


def tool(uri, module, **options):
    """Runs a command of the tool as its own script would."""
    arguments = [text for name, value in options.items() for text in (f"--{name.replace('_', '-')}", str(value))]
    saved, sys.argv = sys.argv, [module, *arguments]
    with at(uri):
        try:
            runpy.run_path(str(RUNNER))["main"](module)
        except SystemExit as end:
            assert end.code == 0
        finally:
            sys.argv = saved


def files(uri, without=()):
    folder = Path(mlflow.artifacts.download_artifacts(uri))
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in without
    }


def own(tags):
    """What users set: the SDK's own tags name the user, the program and the run's models."""
    return {key: value for key, value in tags.items() if not key.startswith("mlflow.")}


def run_as_seen(client, run_id):
    run = client.get_run(run_id)
    history = [(point.step, point.value, point.timestamp) for point in client.get_metric_history(run_id, "loss")]
    notes = files(f"runs:/{run_id}/notes")
    return run.info.status, run.data.params, own(run.data.tags), sorted(history), notes


def model_as_seen(uri, name, iris):
    with at(uri) as client:
        model = client.get_registered_model(name)
        versions = client.search_model_versions(f"name = '{name}'", order_by=["version_number"])
        return {
            "model": (model.description, model.tags, model.aliases),
            "versions": [
                (version.version, version.current_stage, version.description, version.tags)
                for version in versions
            ],
            "runs": [run_as_seen(client, version.run_id) for version in versions],
            # these two name the run, the logged model and the registered model, which are others now
            "files": [files(f"models:/{name}/{version.version}", without=["MLmodel", "registered_model_meta"]) for version in versions],
            "predictions": [
                list(mlflow.pyfunc.load_model(f"models:/{name}/{version.version}").predict(iris[0][:5]))
                for version in versions
            ],
        }


def experiment_as_seen(uri, name):
    with at(uri) as client:
        experiment = client.get_experiment_by_name(name)
        runs = client.search_runs([experiment.experiment_id])
        return sorted((run_as_seen(client, run.info.run_id) for run in runs), key=str)


def test_a_model_is_exported_whole(source, churn, tmp_path):
    tool(source, "model.export_model", model=churn, output_dir=tmp_path)
    model = json.loads((tmp_path / "model.json").read_text())["mlflow"]["registered_model"]
    versions = [(each["version"], each["current_stage"], each.get("description") or "") for each in model["versions"]]
    assert versions == [("1", "Archived", "the first"), ("2", "Production", ""), ("3", "None", "")]
    assert {each["alias"]: each["version"] for each in model["aliases"]} == {"champion": "2", "challenger": "3"}
    assert [dict(each["tags"]) for each in model["versions"]] == [{}, {"checked": "yes, 100 %"}, {}]
    for number, version in enumerate(model["versions"]):
        notes = tmp_path / version["run_id"] / "artifacts/notes/über.txt"
        assert notes.read_text() == f"notes {number}"
    assert len(list(tmp_path.rglob("MLmodel"))) == 3


def test_all_models_are_exported(source, churn, tmp_path):
    tool(source, "bulk.export_models", models="all", output_dir=tmp_path)
    models = json.loads((tmp_path / "models/models.json").read_text())
    assert churn in models["mlflow"]["models"]
    assert models["info"]["failed_models"] == []
    assert (tmp_path / "models" / churn / "model.json").exists()


if SDK3:  # release 1.2.0 looks for "artifacts" in a version's source and finds the scheme mlflow-artifacts, on any server

    def test_a_model_moves(source, churn, iris, unique, tmp_path):
        name = unique("moved")
        tool(source, "model.export_model", model=churn, output_dir=tmp_path)
        tool(TARGET, "model.import_model", model=name, experiment_name=unique("moved"), input_dir=tmp_path)
        assert model_as_seen(TARGET, name, iris) == model_as_seen(source, churn, iris)

    def test_all_models_move_with_their_experiments(source, churn, iris, tmp_path):
        tool(source, "bulk.export_models", models="all", output_dir=tmp_path)
        tool(TARGET, "bulk.import_models", input_dir=tmp_path)
        assert model_as_seen(TARGET, churn, iris) == model_as_seen(source, churn, iris)


def test_experiments_move(source, trials, tmp_path):
    tool(source, "bulk.export_experiments", experiments=trials, output_dir=tmp_path)
    tool(TARGET, "bulk.import_experiments", input_dir=tmp_path)
    runs = experiment_as_seen(TARGET, trials)
    assert len(runs) == 3
    assert runs == experiment_as_seen(source, trials)
