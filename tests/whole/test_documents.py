"""What the documents show works: scenarios resolve, examples of values are read, links lead somewhere."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from simulator.fit import Known, read_calibration
from simulator.scenario.batch_file.read import is_batch_file, read_batch
from simulator.scenario.batch_file.resolve import resolve_batch
from simulator.scenario.levers import read_levers
from simulator.scenario.names import ModelNames
from simulator.study import load_city
from tests.scenarios import load_scenario

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("models/**/*.md"), *ROOT.glob("scenarios/*.md")]
)


@pytest.fixture(scope="module")
def known() -> ModelNames:
    """What scenarios of the shipped city may speak of."""
    path = ROOT / "models" / "dezhou" / "levers.yaml"
    entries = YAML(typ="safe").load(path)
    constants = {name: float(entry["default"]) for name, entry in entries.items()}
    units = {name: entry["unit"] for name, entry in entries.items()}
    shown = {name: (name, name) for name in ("GDP", "population", "urbanization rate")}
    levers = read_levers(path, constants, units)
    return ModelNames(constants, levers, {"GDP": "亿元"}, units, (2020.0, 2035.0), labels=shown)


def written_scenarios() -> list[tuple[str, str]]:
    """Give every YAML block of a document, with its place; but for calibrations and checks, which are no scenarios."""
    found = []
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        for block in re.finditer(r"^( *)```yaml\n(.*?)^ *```", text, re.M | re.S):
            lines = [line.removeprefix(block[1]) for line in block[2].splitlines()]
            place = f"{path.relative_to(ROOT)}:{text[: block.start()].count(chr(10)) + 1}"
            if not lines[0].startswith("parameters:") and "conditions:" not in lines:
                found.append((place, "\n".join(lines) + "\n"))
    return found


@pytest.mark.parametrize(("place", "text"), written_scenarios(), ids=lambda each: each if "\n" not in each else "")
def test_scenarios_shown_in_documents(place, text, known, tmp_path):
    path = tmp_path / "shown.yaml"
    path.write_text(text, encoding="utf-8")
    if is_batch_file(path):
        assert resolve_batch(read_batch(path), known).inputs, place
    else:
        assert load_scenario(path, known).settings, place


def test_the_calibration_shown_is_read(tmp_path):
    text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)
    path = tmp_path / "calibration.yaml"
    path.write_text(block, encoding="utf-8")
    city = load_city("dezhou")
    shown = read_calibration(path, Known(city.names, city.case.labels, city.case.history))
    assert [each.name for each in shown.parameters] == ["movement rate", "past productivity growth[pri]"]
    assert [len(each.points) for each in shown.observations] == [4, 5]
    assert [each.year for each in shown.holdouts] == [2020, 2023]
    assert shown.match.uncertain[-1].name == "perception delay"


def test_ways_of_setting_a_value(known):
    single, _, _ = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8").partition("## Batches")
    rows = re.findall(r"^\| `(.+?)` \|", single, re.M)
    settings = [row for row in rows if ": " in row and not row.startswith("GDP")]
    assert len(settings) >= 6
    for row in settings:
        name, value = row.split(": ", 1)
        scenario = load_scenario("baseline", known, (f"{name}={value}",))
        assert name in [setting.name for setting in scenario.settings]


def test_ways_of_imposing_a_path(known, tmp_path):
    rows = re.findall(r"^\| `(GDP: .+?)` \|", (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8"), re.M)
    assert len(rows) == 2
    for row in rows:
        path = tmp_path / "imposed.yaml"
        path.write_text(f"extends: baseline\nimpose:\n  {row}\n", encoding="utf-8")
        assert [each.name for each in load_scenario(path, known).impositions] == ["GDP"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (path.parent / link).exists(), f"{path.relative_to(ROOT)} links to {link}, which is not there"


def test_the_batch_of_the_engines_document_runs_as_it_stands(monkeypatch):
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs" / "engine.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    space: dict[str, Any] = {}
    exec(code.replace("10_000", "100"), space)
    done = space["done"]
    assert done.trajectories.of("population").shape == (26, 100)
    assert done.numerical_error < 1e-5
    assert len(done.sampled) == 5 and done.broken is None
