"""What is crossed; what is refused is in tests/fault."""

import pytest

from simulator.scenario.batch_file.input_line import number_reader
from simulator.scenario.batch_file.read import read_batch
from simulator.scenario.batch_file.swept import MOST_VALUES, read_values, swept_inputs
from simulator.scenario.place import Fault
from simulator.scenario.read import parse


def values(text: str, unit: str | None = None) -> tuple[float, ...]:
    """Read values without a fault."""
    node, _ = parse(text, "a.yaml")
    faults: list[Fault] = []
    assert node is not None
    found = read_values(node, "x", number_reader("value", unit), faults)
    assert not faults
    return found


@pytest.fixture
def swept(write, known):
    """Read what the file called mine sweeps."""

    def read(**files: str):
        write(**files)
        faults: list[Fault] = []
        found = swept_inputs(read_batch("mine.yaml").own.layers, known, faults)
        assert not faults
        return [(each.name, each.act, each.values, each.zipped) for each, _ in found.values()]

    return read


def test_ranges_have_the_decimals_that_are_meant():
    assert values("{from: 0.1, to: 0.5, steps: 5}") == (0.1, 0.2, 0.3, 0.4, 0.5)
    assert values("{from: -0.3, to: 0.6, steps: 4}") == (-0.3, 0.0, 0.3, 0.6)
    assert values("{from: 0, to: 1, steps: 2}") == (0.0, 1.0)
    many = values(f"{{from: 1, to: 2, steps: {MOST_VALUES}}}")
    assert (len(many), many[0], many[-1]) == (MOST_VALUES, 1.0, 2.0)


def test_lists_keep_their_order_and_their_units():
    assert values("[3, 1, 6 month]", "Year") == (3.0, 1.0, 0.5)


def test_groups_move_together(swept):
    assert swept(
        mine="model: city\nsweep:\n  lifetime: {multiply: [1, 2]}\n  zip:\n    - {wind starts: [1, 2], hukou effort: "
        "{add: {from: 0, to: 0.1, steps: 2}}}\n    - {'growth[trad]': [0.1, 0.2, 0.3], 'growth[emer]': [1, 2, 3]}\n"
    ) == [
        ("lifetime", "multiply", (1.0, 2.0), -1),
        ("wind starts", "value", (1.0, 2.0), 0),
        ("hukou effort", "add", (0.0, 0.1), 0),
        ("growth[trad]", "value", (0.1, 0.2, 0.3), 1),
        ("growth[emer]", "value", (1.0, 2.0, 3.0), 1),
    ]


def test_later_layers_replace_names_and_groups(swept):
    assert swept(
        old="model: city\nsweep:\n  lifetime: [1, 2]\n  zip: {wind starts: [1, 2], hukou effort: [0, 0.1]}\n",
        mine="extends: old\nsweep:\n  lifetime: [3]\n  zip: {wind starts: [5, 6], 'growth[trad]': [0, 1]}\n",
    ) == [
        ("lifetime", "value", (3.0,), -1),
        ("wind starts", "value", (5.0, 6.0), 1),
        ("growth[trad]", "value", (0.0, 1.0), 1),
    ]
