"""What docs/scenarios.md and the READMEs show as a scenario is one: every example is read and resolved."""

import re
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from simulator.scenario.batch_file.read import is_batch_file
from simulator.scenario.names import ModelNames
from simulator.scenario.sample.design import n_members_of
from simulator.study import load_city
from tests.scenarios import load_batch, load_scenario, shipped

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "scenarios.md"
PAGES = [page for page in (DOCUMENT, ROOT / "README.md", ROOT / "README.zh.md") if page.is_file()]
SINGLE, BATCHES = shipped()
ROWS = re.findall(r"(?m)^\| `([^`]+: [^`]+)` \|", DOCUMENT.read_text(encoding="utf-8").partition("## Batches")[0])


def blocks(page: Path) -> list[str]:
    """Give the YAML blocks of a page, without their indentation."""
    found = re.findall(r"(?ms)^( *)```yaml\n(.*?)^ *```", page.read_text(encoding="utf-8"))
    return [re.sub(rf"(?m)^{indent}", "", text) for indent, text in found]


@pytest.fixture(scope="module")
def names() -> ModelNames:
    """Names of the shipped city."""
    return load_city().names


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_is_a_scenario(page, names, tmp_path):
    assert blocks(page)
    for text in blocks(page):
        (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
        is_batch = is_batch_file(tmp_path / "mine.yaml")
        (load_batch if is_batch else load_scenario)(tmp_path / "mine.yaml", names)


@pytest.mark.parametrize("row", ROWS)
def test_every_row_is_a_line_of_a_scenario(row, names, tmp_path):
    section = "impose" if row.startswith("GDP") else "set"
    (tmp_path / "mine.yaml").write_text(f"extends: baseline\n{section}:\n  {row}\n", encoding="utf-8")
    scenario = load_scenario(tmp_path / "mine.yaml", names)
    assert len(scenario.settings) + len(scenario.impositions) == 1


def test_every_value_shown_in_the_text_can_be_set(names, tmp_path):
    text = DOCUMENT.read_text(encoding="utf-8")
    maps = re.findall(r"`(\{\"[^`]+\})`", text)
    lines = re.findall(r"`([a-z][^`:{}]+: [-\d.]+ [^`]+)`", text)
    assert maps
    assert len(lines) >= 3
    for shown in [*maps, *(f"{{{line}}}" for line in lines)]:
        (tmp_path / "mine.yaml").write_text(f"extends: baseline\nset: {shown}\n", encoding="utf-8")
        assert load_scenario(tmp_path / "mine.yaml", names).settings


def test_rows_are_found():
    assert len(ROWS) >= 8


def forms() -> list[tuple[str, str]]:
    """Give every form in the tables on batches, with the heading under which it stands."""
    text = DOCUMENT.read_text(encoding="utf-8").partition("## Batches")[2]
    found = []
    for part in text.split("\n### ")[1:]:
        cells = re.findall(r"(?m)^\| ([^|]+) \|", part)
        found += [(part.split("`")[1], form) for cell in cells for form in re.findall(r"`([{\[][^`]+[}\]])`", cell)]
    return found


@pytest.mark.parametrize(("heading", "form"), forms())
def test_every_form_of_a_batch_that_is_shown_is_one(heading, form, names, tmp_path):
    (tmp_path / "draws.csv").write_text("NAME\n0.5\n1\n", encoding="utf-8")
    for file in ("members.parquet", "posterior.parquet"):
        pq.write_table(pa.table({"grid factor": [1.0, 1.2]}), tmp_path / file)
    for letter, name in zip("abc", ("grid factor", "export limit", "wind starts"), strict=True):
        form = re.sub(rf"(?<=[\[ ]){letter}(?=[,\]])", name, form)
    sample = "sample: {method: sobol, size: 8}\n"
    drawn = "uncertain: {grid factor: lever, export limit: lever, wind starts: lever}\n"
    text = {
        "uncertain": f"uncertain: {{total factor productivity multiplier: {form}}}\n{sample}",
        "sweep": f"sweep: {{total factor productivity multiplier: {form}}}\n",
        "correlated": f"{drawn}{sample}correlated: [{form}]\n",
        "sample": f"{'' if 'file' in form else drawn}sample: {form}\n",
    }[heading]
    (tmp_path / "mine.yaml").write_text(f"extends: baseline\n{text}", encoding="utf-8")
    assert load_batch(tmp_path / "mine.yaml", names).inputs


def test_forms_of_batches_are_found():
    assert Counter(heading for heading, _ in forms()) == {"uncertain": 12, "sweep": 4, "correlated": 2, "sample": 7}


@pytest.mark.parametrize("path", SINGLE, ids=lambda path: path.stem)
def test_every_shipped_scenario_is_told_in_both_languages(path, names):
    scenario = load_scenario(path, names)
    assert scenario.model == "dezhou"
    for words in (scenario.title, scenario.description):
        assert dict(words).keys() == {"en", "zh"}
        assert dict(words)["en"] != dict(words)["zh"]
    assert bool(scenario.settings or scenario.impositions) == (path.stem != "baseline")


def test_shipped_scenarios_differ(names):
    scenarios = [load_scenario(path, names) for path in SINGLE]
    assert len(scenarios) == 16
    assert len({each.hash for each in scenarios}) == 16


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_every_shipped_batch_is_told_in_both_languages(path, names):
    batch = load_batch(path, names)
    assert batch.model == "dezhou"
    for words in (batch.title, batch.description):
        assert dict(words).keys() == {"en", "zh"}
        assert dict(words)["en"] != dict(words)["zh"]


def test_shipped_batches(names):
    batches = {path.stem: load_batch(path, names) for path in BATCHES}
    told = {name: (len(each.scenarios), len(each.inputs), *n_members_of(each)) for name, each in batches.items()}
    assert told == {
        "all-scenarios": (14, 12, 1, 2000),
        "baseline-uncertain": (1, 13, 1, 10000),
        "growth-grid": (1, 2, 41 * 49, 1),
        "plan-uncertain": (1, 13, 1, 10000),
        "policy-sweep": (1, 5, 4 * 6 * 9 * 5, 1),
        "sobol-uncertain": (1, 13, 1, 4096),
        "twenty-five-inputs": (1, 25, 1, 10000),
    }


def test_all_scenarios_are_those_that_impose_nothing(names):
    batch = load_batch(next(path for path in BATCHES if path.stem == "all-scenarios"), names)
    single = {path.stem: load_scenario(path, names) for path in SINGLE}
    assert {each.name for each in batch.scenarios} == {name for name, each in single.items() if not each.impositions}
    # What a scenario sets stays what it is: the draws change it, none takes its place.
    absolute = {each.of for each in batch.inputs if each.act == "value"}
    for each in batch.scenarios:
        assert each.hash == single[each.name].hash
        assert each.title == single[each.name].title
        assert not absolute & {setting.name for setting in each.settings}
