"""The whole document."""

import re

import pytest

from simulator.report.describe.document import document, picture_name, sector_links
from simulator.study.describe import describe_model
from tests.unit.report.describe.dairy import dairy, write_dairy


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_link_leads_somewhere(language):
    cows = dairy().number("cows")
    text = document(dairy(), language, {cows: dairy().structure.dominance(cows)})
    anchors = set(re.findall(r'<a id="([^"]+)">', text))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
    named = re.findall(r'<a id="v-([^"]+)">', text)
    assert len(named) == len(set(named)) == sum(not each.hidden for each in dairy().model.variables)
    assert text.count("#### ") == 7  # constants and tables are rows


def test_counts_and_assumptions():
    text = document(dairy(), "en")
    assert "| Herd | 2 | 3 | 3 | 0 | 1 | 8 |" in text
    assert "2 of 4 constants and tables (50 %) are assumptions, 2 name a source" in text
    assert "0 are calibrated to what they name, 0 say neither" in text


def test_counts_are_explained():
    told = (
        "The file has 16 variables with 16 equations, as one over elements may have several; 4 of them are settings of"
    )
    assert told in document(dairy(), "en")


def test_a_judged_variable_shows_years_history_and_what_is_behind_it():
    text = document(dairy(), "en")
    entry = text.partition('<a id="v-cows"></a>')[2].partition("#### ")[0]
    assert "| Cows, 10k people, end of year | 2020 | 2021 | 2022 | 2024 | 2026 | 2028 | 2030 |" in entry
    assert "| `cows`, confidence high | 20 | 21 | 23 |  |  |  |  |" in entry
    assert "Constants and tables behind it, 4 of 4, levers first, by what part of a rise" in entry
    assert "| [fertility](#v-fertility) (lever) | 0.5 per year | 100 % | 4 | **assumption** Calves a cow" in entry
    assert "behind it" not in text.partition('<a id="v-births"></a>')[2].partition("#### ")[0]


def test_targets_lead_to_the_variable_that_decides_them():
    text = document(dairy(), "en")
    assert '<a id="t-cows-2030"></a>Cows of the plan | ≥ 40 × 10k people | 2030 | 128 | [cows](#v-cows) | 3 |' in text


def test_chinese_names_of_sectors_and_loops():
    text = document(dairy(), "zh")
    assert '### <a id="s-herd"></a>牛群\n\n小牛长成奶牛。' in text
    assert "**R1** 奶牛越多小牛越多。" in text
    assert '#### <a id="v-cows"></a>奶牛 · `cows`' in text


def test_names_of_sectors_and_loops_are_no_markup(tmp_path):
    write_dairy(tmp_path / "dairy")
    for name, old, new in (
        ("dairy.mdl", "\t.Herd", "\t.[Herd](x)"),
        ("glossary.csv", ".Herd,牛群", ".[Herd](x),`牛群`"),
        ("loops.csv", "More cows", "*More* cows"),
    ):
        path = tmp_path / "dairy" / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    odd = describe_model(str(tmp_path / "dairy"))
    text = document(odd, "en")
    assert '### <a id="s-herd-x"></a>\\[Herd\\](x)\n' in text
    assert "  - [\\[Herd\\](x)](#s-herd-x)" in text
    assert "| 1 \\[Herd\\](x) |" in text
    assert "**R1** \\*More\\* cows have more calves." in text
    assert "</a>\\`牛群\\`\n" in document(odd, "zh")


def test_links_between_sectors():
    assert sector_links(dairy()) == {("Herd", "Pasture"): 1, ("Pasture", "Herd"): 1}
    assert picture_name("", "en") == "model-overview-en"
    assert picture_name("R&D firms", "zh") == "model-r-d-firms-zh"
