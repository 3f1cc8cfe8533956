"""Every figure that a command writes keeps its texts on the page and whole, in both languages, long names included."""

import csv
from pathlib import Path

import pytest

from tests.pictures import watched
from tests.whole.test_fit import fitted

__all__ = ["fitted"]

COMMANDS = (
    ("run", "base", "effort"),
    ("batch", "many.yaml"),
    ("calibrate", "smalltown", "--starts", "20", "--iterations", "5"),
    ("holdout", "smalltown", "--starts", "20", "--members", "100"),
    ("match", "smalltown", "--members", "100"),
    ("describe", "smalltown"),
)
BATCH = """\
model: smalltown
uncertain:
  movement effort: {uniform: [-0.5, 1]}
sample: {method: latin_hypercube, size: 40, seed: 1}
"""
LONG = {"en": "{} with all that is bought from elsewhere, coal equivalent", "zh": "{}（发电煤耗法，含外购与原料用量）"}


@pytest.fixture
def named(fitted: Path) -> Path:
    """Give the town a batch, and variables with long names."""
    labels = fitted / "models" / "smalltown" / "labels.csv"
    with labels.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row |= {language: words.format(row[language]) for language, words in LONG.items()}
    with labels.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.DictWriter(file, list(rows[0]))
        sheet.writeheader()
        sheet.writerows(rows)
    (fitted / "many.yaml").write_text(BATCH, encoding="utf-8")
    return fitted


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_texts_stay_on_the_page_and_whole(named, command, monkeypatch, words, language):
    with watched(monkeypatch) as found:
        assert command(*words, "--lang", language).code == 0
    assert found
    assert {title: faults for title, faults in found.items() if faults} == {}
