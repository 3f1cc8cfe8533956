"""Shipped files are found in a checkout and in a wheel, whatever the working directory."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from simulator import shipped
from simulator.shipped import shipped_folder

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("kind", ["models", "scenarios"])
def test_a_checkout_has_them_at_its_root(kind, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert shipped_folder(kind) == ROOT / kind


def test_a_damaged_installation_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "simulator" / "shipped.py"))
    with pytest.raises(FileNotFoundError, match=r"no shipped models\. Install the program again\."):
        shipped_folder("models")


def test_a_wheel_has_them_inside(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("dezhou_simulator-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        names = set(archive.namelist())
    for kind in ("models", "scenarios"):
        for path in sorted((ROOT / kind).rglob("*")):
            if path.is_file() and path.suffix in (".mdl", ".xmile", ".csv", ".yaml", ".md"):
                assert f"simulator/shipped_files/{path.relative_to(ROOT).as_posix()}" in names
    assert not [name for name in names if name.startswith(("tests/", "outputs/", "models/", "scenarios/"))]
    ask = "from simulator.shipped import shipped_folder as f; print(f('models')); print(f('scenarios'))"
    answer = subprocess.run(
        [sys.executable, "-c", ask], cwd=tmp_path / "installed", check=True, capture_output=True, text=True
    )
    inside = tmp_path / "installed" / "simulator" / "shipped_files"
    assert answer.stdout.split() == [str(inside / "models"), str(inside / "scenarios")]
