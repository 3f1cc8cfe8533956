"""The whole document."""

import re

import pytest

from simulator.report.describe.document import document, picture_name, sector_links
from tests.unit.report.describe.dairy import dairy


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_link_leads_somewhere(language):
    text = document(dairy(), language, [dairy().number("cows")])
    anchors = set(re.findall(r'<a id="([^"]+)">', text)) | {"loop-B7"}  # a mark without a row
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= anchors
    assert text.count("#### ") == sum(not each.hidden for each in dairy().model.variables)


def test_counts_and_assumptions():
    text = document(dairy(), "en")
    assert "| Herd | 2 | 3 | 3 | 0 | 1 | 8 |" in text
    assert "2 of 4 constants and tables (50 %) are assumptions, 2 name a source, 0 say neither" in text


def test_targets_lead_to_the_variable_that_decides_them():
    text = document(dairy(), "en")
    assert '<a id="t-cows-2030"></a>Cows of the plan | ≥ 40 × 10k people | 2030 | [cows](#v-cows) | 3 |' in text


def test_chinese_names_of_sectors_and_loops():
    text = document(dairy(), "zh")
    assert "### 牛群\n\n小牛长成奶牛。" in text
    assert "**R1** 奶牛越多小牛越多。" in text
    assert "#### 奶牛 · `cows`" in text


def test_links_between_sectors():
    assert sector_links(dairy()) == {("Herd", "Pasture"): 1, ("Pasture", "Herd"): 1}
    assert picture_name("", "en") == "model-overview-en"
    assert picture_name("R&D firms", "zh") == "model-r-d-firms-zh"
