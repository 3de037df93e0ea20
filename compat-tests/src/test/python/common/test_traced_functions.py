"""A traced function runs on, quietly and without repeats, against a server that keeps no traces."""

import os
import subprocess
import sys
import threading
import urllib.request
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from sdk import SDK3

TRACED_CALLS = 6
PATIENCE_SECONDS = 300

PROGRAM = """
import mlflow

@mlflow.trace
def inner(x):
    return x + 1

@mlflow.trace
def outer(x):
    return inner(x) * 2

mlflow.set_experiment("{experiment}")
print("outside", [outer(x) for x in range(3)])
with mlflow.start_run():
    print("inside", [outer(x) for x in range(3)])
    mlflow.log_metric("m", 1)
"""


@pytest.fixture
def counted():
    """The address of a proxy in front of the server, and the requests that went through it."""
    requests = []

    class Forward(BaseHTTPRequestHandler):
        def forward(self):
            requests.append((self.command, self.path.split("?")[0]))
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            upstream = urllib.request.Request(
                os.environ["MLFLOW_TRACKING_URI"] + self.path, body or None, headers, method=self.command
            )
            try:
                response = urllib.request.urlopen(upstream)
            except urllib.error.HTTPError as refusal:
                response = refusal
            answer = response.read()
            self.send_response(response.status)
            self.send_header("Content-Type", response.headers.get("Content-Type", "application/json"))
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_PATCH = do_DELETE = forward

        def log_message(self, *_):
            pass

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Forward)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{proxy.server_port}", requests
    proxy.shutdown()


def test_a_traced_program_runs_to_its_end(counted, unique):
    uri, requests = counted
    program = PROGRAM.format(experiment=unique("traced"))
    variables = {name: value for name, value in os.environ.items() if not name.startswith("MLFLOW_")}
    variables |= {"MLFLOW_TRACKING_URI": uri, "MLFLOW_DISABLE_TELEMETRY": "true"}  # and the SDK's own patience
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=variables, timeout=PATIENCE_SECONDS
    )
    assert run.returncode == 0, run.stderr
    assert "outside [2, 4, 6]" in run.stdout and "inside [2, 4, 6]" in run.stdout
    warnings = [line for line in run.stderr.splitlines() if "WARNING" in line or "ERROR" in line]
    assert warnings == []

    calls = Counter(requests)
    created = calls[("POST", "/api/3.0/mlflow/traces" if SDK3 else "/api/2.0/mlflow/traces")]
    # none is repeated; where no trace was made for the outer function, SDK 2.22 tries one for the inner
    assert created == (TRACED_CALLS if SDK3 else 2 * TRACED_CALLS)
    # spans are sent by several threads, until one of them has read that there is no place for them
    spans = calls[("POST", "/v1/traces")]
    assert spans <= 2 * TRACED_CALLS
    other = {path for _, path in calls} - {"/version", "/v1/traces"}
    assert {path for path in other if "trace" in path} == (
        {"/api/3.0/mlflow/traces"} if SDK3 else {"/api/2.0/mlflow/traces"}
    )
    assert calls[("POST", "/api/2.0/mlflow/runs/update")] == 1
