"""Runs a command of mlflow-export-import (1.2.0, or 1.2.1 of databricks-mlflow-export-import) for a server that serves artifacts.

Its import refuses each version whose source is no folder of this machine, as `mlflow-artifacts:/...` is not.

    python import_served.py model.import_model --model churn --experiment-name churn --input-dir exported
"""

import os
import runpy
import sys

is_there = os.path.exists


def main(module):
    os.path.exists = lambda path: str(path).startswith("mlflow-artifacts:") or is_there(path)
    try:
        runpy.run_module(f"mlflow_export_import.{module}", run_name="__main__")
    finally:
        os.path.exists = is_there


if __name__ == "__main__":
    main(sys.argv.pop(1))
