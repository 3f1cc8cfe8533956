"""Bad models: every fault at once, with its place, word for word as in the .txt file beside the model."""

from pathlib import Path

import pytest

from simulator.errors import ModelError
from simulator.model.build import load_model

FOLDER = Path(__file__).parent / "model"
MODELS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt")
CONTROL = "INITIAL TIME=0~~|\nFINAL TIME=1~~|\nTIME STEP=1~~|\nSAVEPER=TIME STEP~~|\n"


def messages(path: Path) -> str:
    with pytest.raises(ModelError) as caught:
        load_model(path)
    return str(caught.value) + "\n"


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name)
def test_every_fault_is_worded(path, monkeypatch):
    monkeypatch.chdir(FOLDER)
    assert messages(Path(path.name)) == path.with_suffix(f"{path.suffix}.txt").read_text(encoding="utf-8")


def test_every_pin_has_its_model():
    assert {path.name.removesuffix(".txt") for path in FOLDER.glob("*.txt")} == {path.name for path in MODELS}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("absent.mdl", "absent.mdl: no such file. Expected a model file. Correct the path.\n"),
        ("folder.mdl", "folder.mdl: this is a directory. Expected a model file. Name a file in it.\n"),
        (
            "model.txt",
            "model.txt: not a model file. Expected a name ending in one of .mdl, .xmile, .stmx, .xml, .itmx. "
            "Save the model as one.\n",
        ),
    ],
)
def test_what_is_no_model_file(tmp_path, monkeypatch, name, message):
    monkeypatch.chdir(tmp_path)
    Path("folder.mdl").mkdir()
    Path("model.txt").write_text("x=1~~|", encoding="utf-8")
    assert messages(Path(name)) == message


def test_a_file_that_cannot_be_read(tmp_path, monkeypatch):
    path = tmp_path / "model.mdl"
    path.write_text("x=1~~|\n" + CONTROL, encoding="utf-8")

    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    said = "it cannot be read: Permission denied. Expected a model file. Make it readable."
    assert messages(path) == f"{path}: {said}\n"


@pytest.mark.parametrize(
    ("equation", "what"),
    [
        ("x=" + "MAX(Time," * 91 + "0" + ")" * 91, "operations"),
        ("x=" + "(" * 400 + "Time" + ")" * 400, "brackets"),
    ],
)
def test_an_equation_may_not_nest_without_end(tmp_path, monkeypatch, equation, what):
    monkeypatch.chdir(tmp_path)
    Path("deep.mdl").write_text(equation + "~~|\n" + CONTROL, encoding="utf-8")
    assert messages(Path("deep.mdl")) == (
        f"deep.mdl:1:3: 'x' uses more than 90 {what} inside one another, which this release does not run. "
        "Nearest: several equations. Rewrite the equation.\n"
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("d:(a1-a999999)~~|", "1:3: (a1-a999999) in range 'd'. Expected a rising run such as (A1-A5). Correct it."),
        (
            "d:(a1-a2000)~~|e:(b1-b2000)~~|x[d,e]=1~~|",
            "1:33: 4000000 elements. Expected at most 1000000. Choose shorter ranges.",
        ),
        (
            "x=DELAY N(Time,1,0,1e9)~~|",
            "1:3: 'x' uses DELAY N of an order that is not a whole number known before the "
            "run. Expected 1 to 1000. Correct its equation.",
        ),
    ],
)
def test_sizes_beyond_any_model_are_refused_before_memory_fills(tmp_path, monkeypatch, line, message):
    monkeypatch.chdir(tmp_path)
    Path("large.mdl").write_text(line + "\n" + CONTROL, encoding="utf-8")
    assert messages(Path("large.mdl")) == f"large.mdl:{message}\n"


def test_too_many_steps(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("long.mdl").write_text("x=1~~|\n" + CONTROL.replace("TIME STEP=1", "TIME STEP=1e-9"), encoding="utf-8")
    assert messages(Path("long.mdl")) == (
        "long.mdl:3:1: FINAL TIME is 1, after INITIAL TIME 0 in steps of 1e-09. "
        "Expected 0 to 10000000 steps. Correct the settings.\n"
    )


def test_limits_of_a_lookup_are_never_run_as_code(tmp_path):
    """A translator evaluates the limits of a lookup's drawing; ours are left out before it sees them."""
    path, witness = tmp_path / "model.mdl", tmp_path / "witness"
    code = f"[__import__('pathlib').Path('{witness}').touch(),(0,0)]"
    lines = f"f({code},(0,0),(1,1))~~|\nx=WITH LOOKUP(Time,({code},(0,0),(1,1)))~~|\n"
    path.write_text(lines + CONTROL, encoding="utf-8")
    load_model(path)
    assert not witness.exists()
