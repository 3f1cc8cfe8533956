"""Every phrase is there in both languages, with the same gaps to fill, and can be drawn."""

import re
from pathlib import Path
from string import Formatter

import pytest

from simulator.report.font import missing_characters
from simulator.report.words import LANGUAGES, WORDS, asked, choose, say
from simulator.target import verdict
from simulator.target.basis import MEASURES
from simulator.target.register import READINGS

CODE = Path(__file__).resolve().parents[3] / "simulator"


def gaps(text: str) -> set[str]:
    """Names of the gaps of a phrase."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages(key):
    phrase = WORDS[key]
    assert phrase.en.strip() and phrase.zh.strip()
    assert gaps(phrase.en) == gaps(phrase.zh)
    assert re.search(r"[\u3000-\u9fff\uff00-\uffef]", phrase.zh), "no Chinese in it"
    assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", phrase.en), "Chinese in English"
    assert missing_characters(phrase.en + phrase.zh) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_of_a_verdict_has_a_word(language):
    for word in verdict.VERDICTS:
        assert say(f"verdict.{word}", language)
    for measure in MEASURES:
        assert say(f"measure.{measure}", language)
    for reading in READINGS:
        assert say(f"reading.{reading}", language)


def test_gaps_are_filled():
    told = {"scenario": "A", "names": "GDP"}
    assert say("note.conditional_scenario", "en", **told) == "A: conditional on imposed GDP"
    assert say("note.conditional_scenario", "zh", **told) == "A：以人为给定的GDP为条件"


def test_every_phrase_is_used():
    files = [path for path in CODE.rglob("*.py") if path.name != "words.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    built = tuple(re.findall(r"f[\"']((?:[a-z_]+\.)+)\{", code))
    quoted = set(re.findall(r"[\"']([a-z_]+(?:\.[a-z_]+)+)[\"']", code))
    assert not [key for key in WORDS if key not in quoted and not key.startswith(built)]


def test_a_missing_word_is_a_bug():
    with pytest.raises(KeyError):
        say("verdict.perhaps", "en")


@pytest.mark.parametrize(
    ("reading", "value", "unit", "tolerance", "text"),
    [
        ("at_least", "64", "%", "0.5", "≥ 64 − 0.5 %"),
        ("at_least", "64", "%", "", "≥ 64 %"),
        ("at_most", "0.31", "tce", "0.005", "≤ 0.31 + 0.005 tce"),
        ("within", "30", "%", "0.5", "= 30 ± 0.5 %"),
        ("at_least", "320", "100 GWh", "", "≥ 320 × 100 GWh"),
        ("", "5", "", "", "5"),
    ],
)
def test_asked(reading, value, unit, tolerance, text):
    assert asked(reading, value, unit, tolerance) == text


def test_the_other_language_where_one_is_empty():
    assert choose("a", "", "zh") == "a"
    assert choose("", "甲", "en") == "甲"
    assert choose("a", "甲", "zh") == "甲"
