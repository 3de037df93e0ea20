"""Runs modules of Python in processes that have MLflow imported already.

A process without MLflow takes some seconds to import it, and MLflow's Java client starts one for each file that it
transfers. `serve` imports it once; each `run` then gets a child of that process, with its own arguments, variables, folder
and standard streams.
"""

import json
import os
import runpy
import select
import signal
import socket
import sys


def serve(address):
    import mlflow.store.artifact.cli  # and all that it imports

    del sys.modules["mlflow.store.artifact.cli"]  # it is run as a program
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        while listening in select.select([listening, sys.stdin], [], [])[0]:  # until its parent ends
            connection, _ = listening.accept()
            if os.fork() == 0:
                become(connection)
            connection.close()


def become(connection):
    """Never returns."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        call, streams, _, _ = socket.recv_fds(connection, 1, 3)
        while not call.endswith(b"\n"):
            call += connection.recv(1 << 16)
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        call = json.loads(call)
        os.environ.clear()
        os.environ.update(call["variables"])
        os.chdir(call["folder"])
        sys.argv = call["arguments"]
        status = run_module(sys.argv[0])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        connection.sendall(b"%d\n" % status)
        os._exit(status)


def run_module(name):
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
        return 1
    return 0


def run(address, arguments):
    call = {"arguments": arguments, "variables": dict(os.environ), "folder": os.getcwd()}
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        whole = json.dumps(call).encode() + b"\n"
        sent = socket.send_fds(connection, [whole], [0, 1, 2])
        connection.sendall(whole[sent:])
        sys.exit(int(connection.makefile().readline() or 1))


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    elif sys.argv[3] == "-m":
        run(sys.argv[2], sys.argv[4:])
    else:
        sys.exit("only modules are run: " + " ".join(sys.argv[3:]))
