"""What is kept; what is refused is in tests/fault."""

import pytest

from simulator.scenario.batch import Save
from simulator.scenario.batch_file.saved import read_save
from simulator.scenario.layer import Entry
from simulator.scenario.place import Fault
from simulator.scenario.read import Pairs, parse
from tests.scenarios import KNOWN


@pytest.mark.parametrize(
    ("text", "save"),
    [
        ("{members: false}", Save(members=False)),
        ("{variables: all}", Save(variables=("GDP", "population"))),
        ("{variables: [Population, gdp], every: 5}", Save(("population", "GDP"), 5)),
        ("{window: [2025, 2035], bands: [GDP]}", Save(window=(2025, 2035), bands=("GDP",))),
        ("{window: [2020, 2020], bands: all}", Save(window=(2020, 2020), bands=("GDP", "population"))),
        ("{bands: []}", Save(bands=())),
    ],
)
def test_what_is_kept(text, save):
    root, _ = parse(f"save: {text}", "a.yaml")
    assert isinstance(root, Pairs)
    faults: list[Fault] = []
    assert read_save(Entry(*root.pairs[0]), KNOWN, faults) == save
    assert not faults


@pytest.mark.parametrize("window", ["[2030, 2025]", "[2019, 2025]", "[2025.5, 2030]", "[2030]", "2030", "[a, 2030]"])
def test_windows_that_are_none(window):
    root, _ = parse(f"save: {{window: {window}}}", "a.yaml")
    assert isinstance(root, Pairs)
    faults: list[Fault] = []
    assert read_save(Entry(*root.pairs[0]), KNOWN, faults).window is None
    assert len(faults) == 1
