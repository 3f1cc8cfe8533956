"""models/README.md is enough to make a city: its example runs as it stands, its lists are those of the program."""

import csv
import re
from pathlib import Path

import pytest

from simulator.model.folder import MODEL_SUFFIXES
from simulator.model.labels import LABEL_COLUMNS, YEARLY_KINDS
from simulator.scenario.distribution import DISTRIBUTIONS
from simulator.scenario.levers import KINDS
from simulator.target.basis import BASES, MEASURES
from simulator.target.history import CONFIDENCES, HISTORY_COLUMNS
from simulator.target.register import BINDINGS, READINGS, TARGET_COLUMNS

GUIDE = (Path(__file__).resolve().parents[2] / "models" / "README.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"(?ms)^`([\w/.]+)`\n\n```\n(.*?)^```", GUIDE))


@pytest.fixture
def mycity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the guide shows, and nothing else."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SIMULATOR_LANG", raising=False)
    return tmp_path


def section(title: str) -> str:
    """The text below a title, up to the next one."""
    return re.split(r"(?m)^#+ ", GUIDE.split(f"\n{title}\n", 1)[1])[0]


def first_column(text: str) -> tuple[str, ...]:
    """The words in the first cells of a section's first table."""
    rows = re.split(r"\n\n", text[text.index("|") :])[0].splitlines()[2:]
    return tuple(word for row in rows for word in re.findall(r"`([^`]+)`", row.split("|")[1]))


def test_the_example_runs_as_it_stands(mycity, command):
    assert len(FILES) == 6
    said = command("run", "mine")
    assert said.code == 0, said.err
    with (mycity / "outputs/mine/verdicts.csv").open(encoding="utf-8-sig") as file:
        rows = {row["target"]: row for row in csv.DictReader(file)}
    assert {name: (row["verdict"], row["basis"]) for name, row in rows.items()} == {
        "urban_2030": ("met", "model"),
        "growth_2030": ("missed", "model"),
        "doctors_2030": ("not_modelled", "none"),
        "forest_2030": ("not_modelled", "trend"),
    }
    rates = [float(rows["forest_2030"][name]) for name in ("required_rate", "past_rate")]
    assert rates == pytest.approx([(12 - 10.5) / 8, (10.5 - 9.5) / 5])  # points a year


def test_the_example_passes_its_checks(mycity, command):
    said = command("check", "mycity")
    assert said.code == 0, said.out
    assert "failed: 0," in said.out


@pytest.mark.parametrize("arguments", [("targets", "mycity"), ("explain", "mine"), ("run", "models/mycity/mycity.mdl")])
def test_the_ways_to_check_it_work(mycity, command, arguments):
    said = command(*arguments)
    assert said.code == 0, said.err


def test_every_column_is_described():
    assert first_column(section("### labels.csv")) == LABEL_COLUMNS
    assert first_column(section("### targets.csv")) == TARGET_COLUMNS
    assert first_column(section("### history.csv")) == HISTORY_COLUMNS
    needed = ("label", "unit", "range", "default", "kind", "source", "distribution")
    assert first_column(section("## levers.yaml")) == needed


def test_every_allowed_value_is_named():
    tables = section("### labels.csv"), section("### targets.csv")
    assert first_column(tables[0][tables[0].index("| `yearly` | the value") :]) == YEARLY_KINDS
    assert first_column(tables[1][tables[1].index("| `measure` | of") :]) == MEASURES
    assert all(f"`{word}`" in tables[1] for word in (*READINGS, *BASES))
    assert all(word in tables[1] for word in BINDINGS)
    assert all(f"`{word}`" in section("### history.csv") for word in CONFIDENCES)
    levers = section("## levers.yaml")
    assert all(f"`{word}`" in levers for word in KINDS)
    assert all(f"{{{kind}: [{', '.join(names)}]" in levers for kind, names in DISTRIBUTIONS.items())
    assert all(f"`{suffix}`" in section("## The model") for suffix in MODEL_SUFFIXES)


@pytest.mark.parametrize("sector", ["people", "水务"])
def test_any_word_is_a_sector(mycity, command, sector):
    labels = mycity / "models/mycity/labels.csv"
    labels.write_text(labels.read_text(encoding="utf-8").replace(",urbanization,", f",{sector},"), encoding="utf-8")
    said = command("run", "mine")
    assert said.code == 0, said.err
