"""The verdict table of a narrow page."""

import pytest
from rich.cells import cell_len
from rich.console import Console

from simulator.report.grouping import blocks
from simulator.report.stacked import stacked
from simulator.report.words import LANGUAGES
from tests.unit.report.synthetic import results


def lines(n_scenarios: int, language: str, width: int) -> list[str]:
    """Print a table."""
    made = results(n_scenarios)
    console = Console(width=width, emoji=False, markup=False, highlight=False)
    with console.capture() as captured:
        console.print(stacked(made, blocks(made), "zh" if language == "zh" else "en", width))
    return [line.rstrip() for line in captured.get().splitlines()]


def test_one_scenario_has_one_line_a_target():
    written = lines(1, "en", 80)
    place = written.index("  Urbanization rate of permanent residents  ≥ 64 − 0.5 %  2030  plan15")
    assert written[place + 1] == "    missed   62.4  (−1.10)  reached in 2032"


def test_what_is_asked_gets_a_line_of_its_own():
    written = lines(1, "en", 50)
    place = written.index("  Urbanization rate of permanent residents")
    assert written[place + 1] == "  ≥ 64 − 0.5 %  2030  plan15"


def test_a_few_scenarios_have_a_line_each():
    written = lines(3, "en", 80)
    place = next(number for number, line in enumerate(written) if line.startswith("  GDP growth, annual average"))
    assert [line.split("  ")[2].strip() for line in written[place + 1 : place + 4]] == [
        *("Baseline", "Plan carried out", "Growth of 5.5 % imposed")
    ]


def test_long_titles_are_cut():
    assert any("Growth of 5.5 % i…  met " in line for line in lines(3, "en", 46))


def test_many_scenarios_have_numbered_signs():
    written = lines(7, "en", 60)
    place = next(number for number, line in enumerate(written) if line.startswith("  GDP growth, annual average"))
    assert "    1-  2+  3=  4-  5-  6-  7-" in written[place : place + 4]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("n_scenarios", [1, 2, 7])
def test_nothing_sticks_out(n_scenarios, language):
    assert all(cell_len(line) <= 60 for line in lines(n_scenarios, language, 60))
