"""Growth rates under `impose` that differ between members; what is refused is in tests/fault."""

import pytest

from simulator.scenario.batch_file.growth import Growths
from simulator.scenario.batch_file.read import read_batch
from simulator.scenario.distribution import Distribution
from simulator.scenario.imposed import growth_range
from simulator.scenario.place import Fault


@pytest.mark.parametrize(
    ("written", "kind", "values", "distribution", "middle"),
    [
        ("[4 %/year, 6 %/year, 5 %/year]", "swept", (0.04, 0.06, 0.05), None, 0.05),
        ("{from: 4 %/year, to: 7 %/year, steps: 4}", "swept", (0.04, 0.05, 0.06, 0.07), None, 0.06),
        ("{uniform: [4 %/year, 6 %/year]}", "drawn", (), Distribution("uniform", (0.04, 0.06)), 0.05),
        ("{discrete: {4 %/year: 0.9, 0.06 /year: 0.1}}", "drawn", (), None, 0.04),
    ],
)
def test_a_range_becomes_an_input_and_a_nominal_rate(write, known, written, kind, values, distribution, middle):
    write(mine=f"model: city\nimpose: {{GDP: {{growth: {written}, from: 2025}}}}\n")
    faults: list[Fault] = []
    growths = Growths(known, faults)
    tree = read_batch("mine.yaml").own
    read, place = growths.inputs(tree)["GDP"]
    assert (read.name, read.of, read.kind, read.act, read.unit) == ("growth of GDP", "GDP", kind, "growth", "1/Year")
    assert (read.values, place.line, read.where) == (values, 2, "mine.yaml:2")
    assert distribution is None or read.distribution == distribution
    nominal = growths.nominal(tree).layers[0].impositions[0]
    assert growth_range(nominal.value) is None
    assert f"{middle!r} /year" in str(nominal.value)
    assert not faults


def test_a_later_rate_takes_the_place_of_a_range(write, known):
    write(
        ranges="model: city\nimpose: {GDP: {growth: [4 %/year, 6 %/year], from: 2025}}\nsweep: {lifetime: [1, 2]}\n",
        mine="extends: ranges\nimpose: {GDP: {growth: 5 %/year, from: 2025}}\n",
    )
    faults: list[Fault] = []
    assert not Growths(known, faults).inputs(read_batch("mine.yaml").own)
    assert not faults
