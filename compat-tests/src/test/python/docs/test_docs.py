"""Does what the documentation tells its readers to type, and compares what it says they will see.

A fenced block after `<!-- run -->` is run; one after `<!-- prints -->` is what the block before it prints, among other lines.
Blocks of one document share a Python session, as they do for a reader.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = next(folder for folder in Path(__file__).parents if (folder / "README.md").exists())
SERVER_IN_DOCUMENTS = "http://127.0.0.1:5000"
BLOCK = re.compile(r"<!-- (run|prints) -->\s*\n```(\w+)\n(.*?)\n```", re.DOTALL)
PATIENCE_SECONDS = 300


@dataclass
class Step:
    language: str
    code: str
    prints: str = ""


def steps(document):
    found = []
    for kind, language, text in BLOCK.findall(document.read_text(encoding="utf-8")):
        if kind == "run":
            found.append(Step(language, text.replace(SERVER_IN_DOCUMENTS, os.environ["MLFLOW_TRACKING_URI"])))
        else:
            found[-1].prints = text
    return found


def documents():
    candidates = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [document for document in candidates if "<!-- run -->" in document.read_text(encoding="utf-8")]


def session(found):
    """One script of all Python blocks, each followed by a line that no document prints."""
    return "\n".join(f"{step.code}\nprint('-- end of block {i}', flush=True)" for i, step in enumerate(found))


def run(command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)


@pytest.mark.parametrize("document", documents(), ids=lambda document: str(document.relative_to(ROOT)))
def test_python_does_what_the_document_says(document, tmp_path):
    found = [step for step in steps(document) if step.language == "python"]
    script = tmp_path / "session.py"
    script.write_text(session(found), encoding="utf-8")
    result = run([sys.executable, str(script)], tmp_path)
    assert result.returncode == 0, result.stderr
    printed = re.split(r"-- end of block \d+\n", result.stdout)
    for step, text in zip(found, printed):
        assert step.prints in text


@pytest.mark.parametrize("document", documents(), ids=lambda document: str(document.relative_to(ROOT)))
def test_commands_do_what_the_document_says(document):
    for step in steps(document):
        if step.language == "bash":
            result = run(["bash", "-euo", "pipefail", "-c", step.code], ROOT)
            assert result.returncode == 0, result.stderr
            assert step.prints in result.stdout


def test_the_readme_is_among_the_documents():
    assert ROOT / "README.md" in documents()


@pytest.mark.parametrize(
    "document",
    [path for path in [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))]],
    ids=lambda document: str(document.relative_to(ROOT)),
)
def test_links_lead_somewhere(document):
    text = re.sub(r"```.*?```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    local = [link for link in links if link and "://" not in link]
    assert [link for link in local if not (document.parent / link).exists()] == []
