"""Headings and sheets have names in both languages; what has none keeps its own."""

import pytest

from simulator.report.export.wording import heading, sector_word, sheet_word, verdict_word


def test_headings():
    assert (heading("scenario", "en"), heading("scenario", "zh")) == ("scenario", "情景")
    assert heading("2030", "zh") == "2030"


def test_sheets():
    assert (sheet_word("data", "en"), sheet_word("data", "zh")) == ("data", "数据")
    with pytest.raises(KeyError):
        sheet_word("other", "zh")


def test_sectors_and_verdicts():
    assert (sector_word("energy", "zh"), sector_word("water", "en"), sector_word("", "en")) == ("能源", "Water", "")
    assert (verdict_word("met", "zh"), verdict_word("", "zh")) == ("达到", "")
