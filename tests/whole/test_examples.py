"""The notebook and the guides to batches and Python run as they stand, in a fresh place, without a warning."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing in it but the way to the shipped models."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIMULATOR_LANG", raising=False)
    (tmp_path / "models").symlink_to(ROOT / "models")
    matplotlib.use("Agg")
    return tmp_path


def blocks(document: str, language: str) -> list[str]:
    """Every block of code of a document in one language."""
    text = (DOCS / document).read_text(encoding="utf-8")
    return [code for word, code in re.findall(r"(?ms)^```(\w*)\n(.*?)^```", text) if word == language]


def executed(pieces: list[str]) -> dict[str, Any]:
    """Execute pieces of code, one after the other, and give the names they leave."""
    space: dict[str, Any] = {"__name__": "example"}
    for piece in pieces:
        exec(compile(piece, "example", "exec"), space)
    return space


def test_the_notebook(place):
    notebook = json.loads((DOCS / "examples" / "batches.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert notebook["nbformat"] == 4 and len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells), "strip the outputs"
    space = executed(["".join(cell["source"]) for cell in cells])
    space["plt"].close("all")
    assert space["regression"].index[0] == "total factor productivity multiplier" and space["r_squared"] > 0.7
    assert space["result"].n_members == 500 and np.all(np.diff(space["swept"].values[:, 0]) > 0)
    assert sorted(each.name for each in place.iterdir()) == ["models"]


def test_the_guide_to_python(place):
    space = executed(blocks("python.md", "python"))
    assert space["done"][-1] == (200, 200)
    assert np.array_equal(space["again"].values, space["kept"].values)
    assert space["own"].inputs.shape == (2, 11) and space["own"].scenarios == ("mine", "baseline")


def test_the_guide_to_batches(place, command):
    (batch,) = blocks("batches.md", "yaml")
    (place / "mine.yaml").write_text(batch.replace("size: 2000", "size: 400"), encoding="utf-8")
    commands = [line for block in blocks("batches.md", "") for line in block.splitlines()]
    commands = [line for line in commands if line.startswith("simulator ")]
    assert [line.split()[1] for line in commands] == ["batch", "batch"]
    for line in [*commands, "simulator export mine --format stata"]:
        said = command(*line.split()[1:])
        assert said.code == 0, said.err
    space = executed(blocks("batches.md", "python"))
    assert space["r_squared"] > 0.9 and abs(space["coefficients"][0]) > abs(space["coefficients"][2])
    assert space["by_scenario"].shape == (2, 2) and len(space["medians"]) == 12
    assert space["small"].n_members == 100
    text = (DOCS / "batches.md").read_text(encoding="utf-8")
    section = text[text.index("## 3.") : text.index("## 4.")]
    written = {each.name + ("/" if each.is_dir() else "") for each in (place / "outputs/mine").iterdir()}
    for name in written - {"ledger.json", "export/"}:
        assert f"`{name}" in section, f"docs/batches.md does not tell of {name}"
    assert (place / re.findall(r'use "(.*?)"', text)[0]).is_file()


def test_a_program_of_a_user_type_checks(place):
    (place / "program.py").write_text("\n".join(blocks("python.md", "python")), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), "program.py"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MYPYPATH": str(ROOT), "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache")},
    )
    assert done.returncode == 0, done.stdout
